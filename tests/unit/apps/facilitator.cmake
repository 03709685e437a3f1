# The console: its keys and fields, and its real window in a display of its own.
imr_test(apps.console_keys console_keys.c imr-facilitator-app)
imr_test(apps.ledger ledger.c imr-facilitator-app test-fake-disk)
imr_test(apps.console_review console_review.c imr-facilitator-app)
imr_test(apps.console_unlock console_unlock.c imr-facilitator-app test-fake-disk)
if(TARGET imr-facilitator AND TARGET imr-supervisor)
  add_test(NAME apps.console_xvfb
           COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/console_xvfb.sh $<TARGET_FILE:imr-facilitator>
                   $<TARGET_FILE:imr-supervisor> ${PROJECT_SOURCE_DIR}/assets)
  set_tests_properties(apps.console_xvfb PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77)
  waits(apps.console_xvfb)
endif()

imr_test(apps.blank_card blank_card.c imr-facilitator-app)
imr_test(apps.errand errand.c imr-facilitator-app)
imr_test(apps.printing printing.c imr_paper)
imr_test(apps.end_sheet end_sheet.c imr-facilitator-app)
target_sources(test-apps-end_sheet PRIVATE ${PROJECT_SOURCE_DIR}/tests/golden/f-states.c
               ${PROJECT_SOURCE_DIR}/tests/golden/f-states_group.c)
set_tests_properties(apps.printing PROPERTIES TIMEOUT 60)
add_test(NAME apps.paper_files COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/paper_files.sh
         WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
set_tests_properties(apps.end_sheet apps.blank_card PROPERTIES FIXTURES_SETUP paper_files)
set_tests_properties(apps.paper_files PROPERTIES FIXTURES_REQUIRED paper_files TIMEOUT 120
                     SKIP_RETURN_CODE 77)
