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
endif()

imr_test(apps.blank_card blank_card.c imr-facilitator-app)
