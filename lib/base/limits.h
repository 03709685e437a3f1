#pragma once
// Every size that two rooms share, in one place, and how they relate. Sources: docs/ARCHITECTURE.md
// and docs/PROTOCOL.md. A limit that only one file needs lives in that file.

enum {
    // People and screens.
    PEOPLE_MAX = 64, // present at once; also the places in a box
    TERMINALS_MAX = 512,
    SCREENS_SHOWN_MAX = 64, // screens that the facilitator's scene lists

    // The agenda and the deck.
    STEPS_MAX = 16,
    SLIDES_MAX = 64,
    PROMPTS_MAX = 16,
    OPTIONS_MAX = 5, // a person is never offered more than five answers
    CARDS_MAX = 6,   // cards or lines on one slide
    NOTES_MAX = 12,  // say, ask and tip lines on one slide
    PRACTICE_IDEAS_MAX = 8,
    LANGUAGES = 5,
    PHRASES_MAX = 4, // preset phrases of a text prompt; "write my own words" and pass follow them
    TEXT_LINES_MAX = 8,  // lines of a text prompt that are shown at once
    GOAL_LINES_MAX = 16, // shared lines of goals that the record keeps of one goal phase
    MARKS_MAX = 64,
    TECHNIQUES_MAX = 32,

    // Texts, in bytes with the closing NUL. Unused bytes are zero.
    KEY_BYTES = 32,
    NAME_BYTES = 96,
    LINE_BYTES = 256,
    HELP_LINE_BYTES = 24,               // what the largest text leaves room for, in every language
    LABEL_POINTS = 18,                  // code points of a group's own word, such as "homework"
    LABEL_BYTES = 3 * LABEL_POINTS + 1, // the letters of our five languages take up to three bytes
    NOTE_BYTES = 1024,
    OWN_WORDS_POINTS = 60, // code points that a person may write
    OWN_WORDS_BYTES = 4 * OWN_WORDS_POINTS + 1,
    GOAL_WORDS_BYTES_MOST =
        180, // of own words in a goal, without the NUL: three bytes a code point

    // The network.
    CELL_BYTES = 1024,
    CELL_BODY_BYTES = 960, // plaintext of a cell: 1,024 - 16 of head - 48 of sealed box
    ENVELOPE_IDLE_BYTES = 1024,
    ENVELOPE_OPEN_BYTES = 6144,
    LINES_AREA_BYTES = 4096,
    SCENE_BYTES_MAX = 640, // a terminal's or the room's encoded scene
    CONTROL_BYTES_MAX = 8192,
    DECK_CHUNK_BYTES = 8000,
    DECK_BYTES_MAX = 512 * 1024,
    SUBMISSION_ID_BYTES = 16,

    // Goal cards (docs/PROTOCOL.md).
    GOAL_CARDS_MAX = 64,   // rows of a group
    GOAL_ROW_BYTES = 3840, // a sealed sheet: nonce, GOAL_PLAIN_BYTES, authenticator
    GOAL_PLAIN_BYTES = 3800,
    GOAL_ROW_CHUNK_BYTES = 640,
    GOAL_ROW_CHUNKS = 6,
    GOAL_SHARE_BYTES = 2880, // the shared lines of one card
    GOAL_SHARE_CHUNK_BYTES = 720,
    GOAL_SHARE_CHUNKS = 4,
    GOAL_SALT_BYTES = 16,
    GOAL_REPLY_BYTES = LINES_AREA_BYTES, // sealed
    HASH_BYTES = 32,
    KEY32_BYTES = 32,

    // The record.
    FACT_BYTES_MAX = 4096,  // the beginning, with every text as long as it may be
    STATE_BYTES_MAX = 8128, // a whole session, encoded; fits one frame
    FRAME_BYTES_MAX = 8192,
    RECIPIENTS_MAX = 8,
};

_Static_assert(CELL_BODY_BYTES + 16 + 48 == CELL_BYTES, "a cell is head, sealed box and body");
_Static_assert(SCENE_BYTES_MAX + 256 < ENVELOPE_IDLE_BYTES, "a scene fits an idle envelope");
_Static_assert(ENVELOPE_IDLE_BYTES + PEOPLE_MAX * SUBMISSION_ID_BYTES + LINES_AREA_BYTES ==
                   ENVELOPE_OPEN_BYTES,
               "an open envelope adds 64 ids and the lines");
_Static_assert(DECK_CHUNK_BYTES < CONTROL_BYTES_MAX, "a chunk fits a control message");
_Static_assert(TEXT_LINES_MAX *(OWN_WORDS_BYTES + 8) < LINES_AREA_BYTES,
               "the lines fit their area");
_Static_assert(TEXT_LINES_MAX *(OWN_WORDS_BYTES + 8) + 256 < FACT_BYTES_MAX, "they fit a fact");
_Static_assert(GOAL_LINES_MAX *(GOAL_WORDS_BYTES_MOST + 12) + 256 < FACT_BYTES_MAX,
               "the shared lines of a goal phase fit a fact");
_Static_assert(24 + GOAL_PLAIN_BYTES + 16 == GOAL_ROW_BYTES, "nonce, sheet, authenticator");
_Static_assert(GOAL_ROW_CHUNKS *GOAL_ROW_CHUNK_BYTES == GOAL_ROW_BYTES, "six cells make a row");
_Static_assert(GOAL_SHARE_CHUNKS *GOAL_SHARE_CHUNK_BYTES == GOAL_SHARE_BYTES, "four its lines");
_Static_assert(15 * (3 + GOAL_WORDS_BYTES_MOST) <= GOAL_SHARE_BYTES, "all lines can be shared");
_Static_assert(STATE_BYTES_MAX + 32 < FRAME_BYTES_MAX - 17, "a state fits a frame");
_Static_assert(FACT_BYTES_MAX < FRAME_BYTES_MAX, "a fact fits a frame");
