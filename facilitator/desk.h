#pragma once
// What the practitioner has open and has typed: the window's own small state, none of it the
// session's. It holds passphrases and
// lines that people wrote, so it lives in locked memory (seal_secret_create) and is wiped.
#include "facilitator/field.h"
#include "facilitator/review.h"
#include "room/reviewers.h"
#include "wire/command.h"

enum desk_dialog {
    DIALOG_NONE,
    DIALOG_KEYS,
    DIALOG_END,
    DIALOG_VOID,
    DIALOG_CONNECT,
    DIALOG_ROUND,  // the goals step is left with nobody marked
    DIALOG_JOIN,   // somebody new in a closed group
    DIALOG_MEMBER, // of desk->member
    DIALOG_REVIEWERS,
};

// Where one goes from the goals step.
enum desk_leave {
    LEAVE_TO_NEXT,
    LEAVE_TO_STEP,
    LEAVE_TO_END, // of the group: the end asks its own question next
};

// What the roster is about: one thing at a time, as the agenda's steps come.
enum people_tab {
    PEOPLE_HERE,
    PEOPLE_LOOK_BACK,
    PEOPLE_ROUND,
    PEOPLE_PRACTICE,
    PEOPLE_TABS,
};

enum {
    NOTES_STEP_LEAST = -1,
    NOTES_STEP_MOST = 6,
    SCALE_STEP_MOST = 5,
    TOAST_MS = 5000,
    DESK_PATH_BYTES = 640,
};

// How a pairing file was written.
enum desk_pair {
    PAIR_NOT_YET,
    PAIR_BUSY,
    PAIR_WRITTEN,
    PAIR_FAILED,
};

struct desk {
    enum desk_dialog dialog;
    uint8_t step;         // of the plan, being changed; 0: none
    uint32_t field_focus; // the part typed into; 0: none
    bool reveal;          // the passphrase is readable
    bool busy;            // a session was asked for and is not here yet
    int notes_steps;
    int scale_steps;
    uint8_t group_page;
    uint8_t reviewer_page;

    bool board;     // the goals board is open
    bool new_cards; // goals are opened with new cards
    uint8_t board_page;
    bool people; // the roster is open
    enum people_tab tab;
    uint8_t people_page;
    uint8_t member;        // DIALOG_MEMBER
    bool round_asked;      // in this session
    bool join_asked;       // since the roster was opened: a closed group takes somebody in
    uint8_t followed_step; // for which the roster has been opened
    struct {               // what the round was left for
        enum desk_leave to;
        uint8_t step; // LEAVE_TO_STEP
    } leaving;

    struct field passphrase, again;
    struct field step_name;
    struct field folder;
    struct field note;

    struct review review; // of the lines of a text prompt, until one button sends it

    uint8_t raised_prompt; // .raised is for this prompt only
    enum privacy_class raised;

    uint8_t key_chosen; // of the keys that were found, from 1; 0: none
    enum reviewer_role key_role;
    struct field key_words; // as the key's owner reads them aloud
    uint8_t remove_asked;   // of those who may replay, from 1; 0: none
    char reviewer_say[64];  // id of its words; empty: how it is done

    uint16_t pair_screen;
    enum desk_pair pair;
    char pair_path[DESK_PATH_BYTES];

    struct finish finish; // numbers of the closing page, not yet saved
    bool finish_filled;

    char toast[64]; // id of its words; empty: none
    uint64_t toast_until_ms;
};

void desk_init(struct desk *desk);
// The field behind a part, or NULL.
struct field *desk_field(struct desk *desk, uint32_t part);
