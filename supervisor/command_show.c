#include "core/scene.h"
#include "core/transcript.h"
#include "supervisor/command.h"
#include "supervisor/open_record.h"
#include <stdlib.h>
#include <string.h>

enum {
    SCENE_TEXT_BYTES = 64 * 1024
};

struct showing {
    struct session session;
    struct scene scene;
    char text[SCENE_TEXT_BYTES];
};

static const enum audience audiences[] = {AUDIENCE_TERMINAL, AUDIENCE_ROOM, AUDIENCE_SUPERVISOR};

static bool wanted(const struct supervisor_options *options, enum audience audience)
{
    return options->audience == NULL || strcmp(options->audience, audience_name(audience)) == 0;
}

static void show_scene(struct showing *showing, enum audience audience, bool json)
{
    struct out out = out_into(showing->text, sizeof showing->text);
    scene_of(&showing->session, NULL, audience, &showing->scene);
    if (json)
        transcript_scene_json(&out, &showing->scene);
    else
        transcript_scene(&out, &showing->scene);
    fputs(showing->text, stdout);
}

int command_show(const struct supervisor_options *options)
{
    bool known = options->audience == NULL;
    for (size_t i = 0; i < sizeof audiences / sizeof audiences[0]; i++)
        known = known || wanted(options, audiences[i]);
    if (!known)
        return complain("no such audience", options->audience, "say terminal, room or supervisor");
    struct meeting *meeting = open_record(options);
    if (meeting == NULL)
        return EXIT_USE;
    struct showing *showing = malloc(sizeof *showing);
    if (showing == NULL) {
        meeting_close(meeting);
        return complain("no memory", options->operands[0], "close other programs");
    }
    const struct replay *replay = meeting_replay(meeting);
    for (size_t count = 1; count <= replay->fact_count; count++) {
        replay_state(replay, count, &showing->session);
        for (size_t i = 0; i < sizeof audiences / sizeof audiences[0]; i++)
            if (wanted(options, audiences[i]))
                show_scene(showing, audiences[i], options->json);
    }
    const struct meeting_verdict *verdict = meeting_verdict(meeting);
    int code = verdict->verdict == RECORD_COMPLETE ? EXIT_DONE : EXIT_INCOMPLETE;
    if (code != EXIT_DONE)
        fprintf(stderr, "imr-supervisor: %s: %s%s%s; what is intact was shown\n",
                options->operands[0], record_verdict_text(verdict->verdict),
                verdict->place[0] != '\0' ? ": " : "", verdict->place);
    free(showing);
    meeting_close(meeting);
    return code;
}
