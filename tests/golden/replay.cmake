# The states of session replay, shared by its golden screens (golden_replay.c) and their lint.
if(TARGET golden-replay)
  target_sources(golden-replay PRIVATE replay_states.c review_states.c)
  target_include_directories(golden-replay PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(golden-replay PRIVATE test-supervisor-help test-fake-disk)
  imr_test(golden.replay_lint replay_lint.c test-golden imr-supervisor-app test-supervisor-help
           test-fake-disk)
  target_sources(test-golden-replay_lint PRIVATE replay_states.c review_states.c)
  imr_test(golden.c42_pixels replay_pixels.c test-golden imr-supervisor-app test-supervisor-help
           test-fake-disk)
endif()
