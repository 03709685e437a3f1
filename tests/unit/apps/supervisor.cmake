add_library(test-supervisor-help STATIC supervisor_help.c)
target_link_libraries(test-supervisor-help PUBLIC imr_core imr_seal PkgConfig::SODIUM
                                           PRIVATE imr_warnings)

imr_test(apps.supervisor_meeting supervisor_meeting.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.supervisor_commands supervisor_commands.c test-supervisor-help)
if(TARGET test-apps-supervisor_commands)
  target_compile_definitions(test-apps-supervisor_commands
                             PRIVATE SUPERVISOR="$<TARGET_FILE:imr-supervisor>")
  add_dependencies(test-apps-supervisor_commands imr-supervisor)
endif()
# The window's mind without a window, page by page.
foreach(page list replay review verify)
  imr_test(apps.supervisor_${page} supervisor_${page}.c imr-supervisor-app test-supervisor-help
           test-fake-disk)
  target_sources(test-apps-supervisor_${page} PRIVATE supervisor_world.c)
endforeach()
imr_test(apps.supervisor_reader supervisor_reader.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
add_test(NAME apps.supervisor_keys
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/supervisor_keys.sh $<TARGET_FILE:imr-supervisor>
                 $<TARGET_FILE:test-apps-supervisor_commands> ${PROJECT_SOURCE_DIR}/assets)
set_tests_properties(apps.supervisor_keys PROPERTIES TIMEOUT 180 SKIP_RETURN_CODE 77)
waits(apps.supervisor_keys)
imr_test(apps.c43_notice supervisor_notice.c imr-supervisor-app test-fake-disk)
imr_test(apps.c31_witness supervisor_witness.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.supervisor_prune supervisor_prune.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
