/* C8: the box, its receipts and its close, with up to CRASHES power cuts at any point, for Spin.
 *
 * Three terminals give two answers each, one after the other; the box has four places. The network
 * loses, repeats and delays: a cell that was sent may arrive at any time, any number of times, or
 * never, and so may a receipt that was published. The disk keeps what was synced; a write that is cut
 * leaves its copy torn. The resume image is one step here: its two copies follow the very rules that
 * the box's two copies are checked for.
 *
 * Compiled with one of the MUTANT names the model holds a mistake that somebody could make, and Spin
 * must find it; otherwise there must be nothing to find. run.sh does both. */

#define TERMINALS 3
#define EACH      2
#define PLACES    4
#define CRASHES   3
#define TORN      255
#define ALL_OF(mask, of) (((mask) & ~(of)) == 0)
#define IN(mask, i)      (((mask) >> (i)) & 1)
#define COUNT(mask) \
    (IN(mask, 0) + IN(mask, 1) + IN(mask, 2) + IN(mask, 3) + IN(mask, 4) + IN(mask, 5))

mtype = { NOISE, WHOLE }                 /* box.key */
mtype = { IDLE, OPENED, CLOSED }         /* what the resume image says of the prompt */
mtype = { NO_FRAME, CUT_FRAME, A_FRAME } /* at the result's place in the record */

/* The network and what people were told. Bit 2 t + k is answer k of terminal t. */
byte sent;      /* cells under way, for ever */
byte published; /* answers whose receipt was in some envelope */
byte saved;     /* answers whose person was shown "saved" */
bool over;      /* the scene says that the prompt is closed */

/* The disk. */
byte copy_a = TORN, copy_b = TORN;
bool a_newer;
mtype key = NOISE;
mtype resume = IDLE;
byte result; /* in the sealed frame, and so in the resume image */
mtype frame = NO_FRAME;
byte results; /* frames that stand whole in the record */

byte crashes;

/* The power goes here, or it does not. */
inline cut()
{
    if
    :: crashes < CRASHES -> crashes++; goto restart
    :: skip
    fi
}

inline write_a(content)
{
    copy_a = TORN; cut();
    copy_a = content; a_newer = true; cut()
}

inline write_b(content)
{
    copy_b = TORN; cut();
    copy_b = content; cut()
}

active proctype hub()
{
    byte staged, box, count, i;

restart:
    skip;
    atomic { staged = 0; box = 0; count = 0; i = 0 }
    if
    :: resume == IDLE -> goto begin
    :: resume == CLOSED -> goto redo
    :: resume == OPENED -> skip
    fi;

    /* The newest whole copy, and both made equal: the only whole one is written last. */
    assert(key == WHOLE);
    assert(copy_a != TORN || copy_b != TORN);
    if
    :: copy_a != TORN && (copy_b == TORN || a_newer) ->
        box = copy_a;
#ifdef MUTANT_A_FIRST
        write_a(box);
        write_b(box)
#else
        write_b(box);
        write_a(box)
#endif
    :: else ->
        box = copy_b;
        write_a(box);
        write_b(box)
    fi;
    a_newer = false;
    staged = box;
    count = COUNT(box);
    atomic { assert(copy_a == box && copy_b == box); published = published | box };
    goto waiting;

begin:
    /* Nobody has been told anything of a prompt that is not open. */
    assert(published == 0 && sent == 0);
    key = NOISE; cut();
    write_a(0);
    write_b(0);
    a_newer = false;
#ifdef MUTANT_KEY_LATE
    resume = OPENED; cut();
    key = WHOLE; cut();
#else
    key = WHOLE; cut();
    resume = OPENED; cut();
#endif

waiting:
    do
    :: sent != 0 -> /* a cell arrives, new or again */
        atomic {
            if
            :: IN(sent, 0) -> i = 0
            :: IN(sent, 1) -> i = 1
            :: IN(sent, 2) -> i = 2
            :: IN(sent, 3) -> i = 3
            :: IN(sent, 4) -> i = 4
            :: IN(sent, 5) -> i = 5
            fi;
            if
#ifdef MUTANT_COUNT_TWICE
            :: count < PLACES ->
#else
            :: !IN(staged, i) && count < PLACES ->
#endif
                staged = staged | (1 << i); count++
            :: else -> skip
            fi;
            i = 0;
            assert(count == COUNT(staged) && count <= PLACES) /* once each, never past the quota */
        }
    :: true -> /* the tick */
#ifdef MUTANT_EARLY_RECEIPT
        published = published | staged;
#endif
        write_a(staged);
        write_b(staged);
        a_newer = false;
        box = staged;
        cut();
        atomic { assert(copy_a == box && copy_b == box); published = published | box }
    :: true -> break /* the prompt closes with what is in the box */
    od;

#ifdef MUTANT_RECORD_FIRST
    frame = A_FRAME; results++; cut();
#endif
    /* State and exact frame in one write: from here on it is closed. */
    atomic { result = box; resume = CLOSED }; cut();

redo:
    if
    :: frame != A_FRAME ->
        frame = CUT_FRAME; cut();
        atomic { frame = A_FRAME; results++ }; cut()
    :: else -> skip
    fi;
    key = NOISE; cut();
    copy_a = TORN; cut();
    copy_b = TORN; cut();
    over = true;

    assert(results == 1);
    assert(ALL_OF(published, result) && ALL_OF(saved, result));
    assert(ALL_OF(result, sent) && COUNT(result) <= PLACES);
    assert(key == NOISE)
}

proctype terminal(byte number)
{
    byte answer, bit_of;
    do
    :: answer < EACH && resume != IDLE && !over ->
        bit_of = 1 << (number * EACH + answer);
        sent = sent | bit_of;
        if
        :: (published & bit_of) != 0 -> atomic { saved = saved | bit_of; answer++ }
        :: over -> break /* not taken: wiped, and the screen says so */
        fi
    :: answer == EACH || over -> break
    od
}

init
{
    atomic {
        byte number;
        for (number : 0 .. TERMINALS - 1) { run terminal(number) }
    }
}
