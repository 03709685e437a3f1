# What the tests of a terminal's screens share; the screens as golden lists are golden_terminal.c.
if(TARGET golden-terminal)
  target_sources(golden-terminal PRIVATE terminal_states.c goal_states.c)
  imr_test(golden.terminal_lint terminal_lint.c test-golden imr-participant-app)
  target_sources(test-golden-terminal_lint PRIVATE terminal_states.c goal_states.c)
endif()
