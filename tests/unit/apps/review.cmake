# The supervisor's review: evidence, comments, trends, report and export.
imr_test(apps.review_evidence review_evidence.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.review_comments review_comments.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.review_report review_report.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.c43_exports review_exports.c imr-supervisor-app test-supervisor-help test-fake-disk)
add_test(NAME apps.review_files COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/review_files.sh
                                        ${PROJECT_SOURCE_DIR}/docs/export.schema.json
         WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
set_tests_properties(apps.c43_exports apps.review_report PROPERTIES FIXTURES_SETUP review_files)
set_tests_properties(apps.review_files PROPERTIES FIXTURES_REQUIRED review_files TIMEOUT 180
                     SKIP_RETURN_CODE 77)
add_test(NAME apps.review_commands
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/review_commands.sh $<TARGET_FILE:imr-supervisor>
                 $<TARGET_FILE:test-apps-supervisor_commands> ${PROJECT_SOURCE_DIR}/assets)
set_tests_properties(apps.review_commands PROPERTIES TIMEOUT 180 ENVIRONMENT "${leaks}")
