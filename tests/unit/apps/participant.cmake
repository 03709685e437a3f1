imr_test(apps.terminal_staff terminal_staff.c imr-participant-app test-fake-disk)
imr_test(apps.terminal_goal_work terminal_goal_work.c imr-participant-app)
# The terminal's real window in a display of its own.
if(TARGET imr-facilitator AND TARGET imr-participant AND TARGET imr-supervisor)
  add_test(NAME apps.terminal_xvfb
           COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/terminal_xvfb.sh $<TARGET_FILE:imr-facilitator>
                   $<TARGET_FILE:imr-participant> $<TARGET_FILE:imr-supervisor>
                   ${PROJECT_SOURCE_DIR}/assets)
  set_tests_properties(apps.terminal_xvfb PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77)
  waits(apps.terminal_xvfb)
endif()
imr_test(apps.c31_terminal terminal_witness.c imr-participant-app test-fake-disk)
imr_test(apps.goal_seat goal_seat.c imr-participant-app)
