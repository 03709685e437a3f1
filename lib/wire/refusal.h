#pragma once
// Why a person may not do something now. A value with wording in every language
// (assets/strings, "refusal.<name>"), never an error.

enum refusal {
    ALLOWED,
    REFUSED_NOT_STARTED, // no session is running
    REFUSED_STARTED,     // a session is running already
    REFUSED_ENDED,       // the session has ended
    REFUSED_NOT_ENDED,   // finish comes after end
    REFUSED_FINISHED,    // the record has its final frame
    REFUSED_NO_SUCH_SLIDE,
    REFUSED_FIRST_SLIDE, // there is no slide before this one
    REFUSED_LAST_SLIDE,  // there is no slide after this one
    REFUSED_NOTHING_TO_TAKE_BACK,
    REFUSED_NO_SUCH_STEP,
    REFUSED_STEP_DONE, // a done step cannot be moved or skipped
    REFUSED_NO_SUCH_PROMPT,
    REFUSED_PROMPT_OPEN, // another prompt is open
    REFUSED_PROMPT_NOT_OPEN,
    REFUSED_PROMPT_USED,     // a prompt runs once in a session unless it was thrown away unseen
    REFUSED_CLASS_LOWER,     // a class may be raised, never lowered
    REFUSED_TOO_FEW_PRESENT, // fewer people than the class needs
    REFUSED_INDIVIDUAL,      // one person: no answer could be anonymous
    REFUSED_PEOPLE_RANGE,    // people present from 1 to 64
    REFUSED_PEOPLE_DOWN,     // while a prompt is open people present only goes up
    REFUSED_NO_RESULT,       // nothing to show or hide
    REFUSED_PAUSED,          // screens are paused already
    REFUSED_NOT_PAUSED,
    REFUSED_BLANK, // the room is blank already
    REFUSED_NOT_BLANK,
    REFUSED_NO_SUCH_TAG,
    REFUSED_FULL,           // the list of marks or tags is full
    REFUSED_MINUTES,        // minutes of a step from 0 to 180
    REFUSED_TEXT,           // not acceptable text
    REFUSED_CLOSING,        // closing always takes 20 s
    REFUSED_DISK,           // the record cannot be written: the phase has stopped
    REFUSED_ANSWERS_GONE,   // the open prompt's saved answers cannot be read: only void is left
    REFUSED_ANSWERS_LOCKED, // they wait for a screen that brings the room's key back
    REFUSED_REVIEW,         // the lines of a text prompt are being approved
    REFUSED_NO_REVIEW,      // no lines are waiting to be approved
    REFUSED_LINES,          // not lines that may be shown
    REFUSED_CLASS_TEXT,     // a text prompt is always personal
    REFUSED_GOALS_OPEN,     // goals are open on the screens
    REFUSED_GOALS_NOT_OPEN,
    REFUSED_GOALS_CLOSING, // closing goals always takes a minute
    REFUSED_GOALS_LOCKED,  // too many wrong cards in a month: a supervisor opens goals again
    REFUSED_COUNT,         // no such measure, or more than there are
    REFUSED_GOALS_NEWER,   // the group's cards were saved by a newer program
    REFUSAL_LAST = REFUSED_GOALS_NEWER,
};

const char *refusal_name(enum refusal refusal); // "first-slide", ...
