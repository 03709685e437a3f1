# What the tests of the console's screens share; the screens as golden lists are golden_console.c.
if(TARGET golden-console)
  target_sources(golden-console PRIVATE f-states.c f-states_group.c)
  target_include_directories(golden-console PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(golden-console PRIVATE TEST_ASSETS="${PROJECT_SOURCE_DIR}/assets")
  imr_test(golden.console_lint console_lint.c imr-facilitator-app)
  target_sources(test-golden-console_lint PRIVATE f-states.c f-states_group.c labels.c)
  set_tests_properties(golden.console PROPERTIES TIMEOUT 120)
endif()
