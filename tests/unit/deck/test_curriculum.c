// Editions, groups, and where decks lie; every fault with its line.
#include "fixture.h"

#include "deck/curriculum.h"

static const char EDITION[] = "key: imr-room\n"
                              "title: IMR Room edition\n"
                              "licence: CC BY 4.0, IMR Room\n"
                              "modules:\n"
                              "  - key: recovery-strategies\n"
                              "    number: 1\n"
                              "    title:\n"
                              "      en: Recovery strategies\n"
                              "      es: Estrategias de recuperación\n"
                              "    sessions: 4\n"
                              "    topics:\n"
                              "      - What recovery means\n"
                              "      - What helps\n"
                              "  - key: coping-with-stress\n"
                              "    number: 8\n"
                              "    title: Coping with stress\n"
                              "    sessions: 5\n";

static const char GROUP[] = "name: Tuesday Recovery Group\n"
                            "leader: Ana Lee\n"
                            "edition: imr-room\n"
                            "room: Room 4\n"
                            "time: \"14:30\"\n"
                            "interval_days: 7\n"
                            "people: 8\n"
                            "people_joined: 9\n"
                            "help_line: 988\n"
                            "part2: true\n"
                            "entry: closed\n"
                            "joining_until: 3\n"
                            "labels:\n"
                            "  participant: member\n"
                            "  home-practice: {en: homework, es: tarea}\n"
                            "agenda:\n"
                            "  - key: welcome\n"
                            "    minutes: 5\n"
                            "  - title: Song\n"
                            "    minutes: 3\n";

static enum err load_edition(struct fixture *fixture, const char *text, struct edition *out)
{
    char path[PATH_BYTES];
    fixture_reset(fixture);
    write_file(fixture, "imr-room.yaml", text);
    assert_int_equal(path_join(fixture->folder, "imr-room.yaml", path), OK);
    enum err err = edition_load(path, &fixture->arena, &fixture->found, out);
    assert_int_equal(fixture->arena.used, 0);
    return err;
}

static enum err load_group(struct fixture *fixture, const char *text, struct group_plan *out)
{
    char path[PATH_BYTES];
    fixture_reset(fixture);
    write_file(fixture, "group.yaml", text);
    assert_int_equal(path_join(fixture->folder, "group.yaml", path), OK);
    enum err err = group_load(path, &fixture->arena, &fixture->found, out);
    assert_int_equal(fixture->arena.used, 0);
    return err;
}

static void an_edition_is_read_whole(void **state)
{
    static struct edition edition;
    struct fixture *fixture = *state;
    assert_int_equal(load_edition(fixture, EDITION, &edition), OK);
    expect_clean(&fixture->found);
    assert_string_equal(edition.key, "imr-room");
    assert_int_equal(edition.module_count, 2);
    const struct edition_module *module = edition_find_module(&edition, "coping-with-stress");
    assert_non_null(module);
    assert_string_equal(module->number, "8");
    assert_int_equal(module->session_count, 5);
    assert_string_equal(edition_module_title(module, LANGUAGE_ES), "Coping with stress");
    assert_string_equal(edition_module_title(&edition.modules[0], LANGUAGE_ES),
                        "Estrategias de recuperación");
    assert_int_equal(edition.modules[0].topic_count, 2);
    assert_string_equal(edition.modules[0].topics[1], "What helps");
    assert_null(edition_find_module(&edition, "sleep"));
}

static void a_group_is_read_whole(void **state)
{
    static struct group_plan group;
    struct fixture *fixture = *state;
    assert_int_equal(load_group(fixture, GROUP, &group), OK);
    expect_clean(&fixture->found);
    assert_string_equal(group.name, "Tuesday Recovery Group");
    assert_string_equal(group.leader, "Ana Lee");
    assert_string_equal(group.edition, "imr-room");
    assert_true(group.has_time);
    assert_int_equal(group.start_minute, 14 * 60 + 30);
    assert_int_equal(group.interval_days, 7);
    assert_int_equal(group.people, 8);
    assert_int_equal(group.people_joined, 9);
    assert_string_equal(group.help_line, "988");
    assert_true(group.part2);
    assert_true(group.entry.closed);
    assert_int_equal(group.entry.joining_until, 3);
    const struct deck_labels *labels = group.labels;
    assert_string_equal(labels[LANGUAGE_EN].words[LABEL_PARTICIPANT], "member");
    assert_string_equal(labels[LANGUAGE_EN].words[LABEL_PARTICIPANTS], "");
    assert_string_equal(labels[LANGUAGE_EN].words[LABEL_HOME_PRACTICE], "homework");
    assert_string_equal(labels[LANGUAGE_ES].words[LABEL_HOME_PRACTICE], "tarea");
    // One text alone is English: no language is given a word of another.
    assert_string_equal(labels[LANGUAGE_ES].words[LABEL_PARTICIPANT], "");
    assert_true(labels[LANGUAGE_EN].present && labels[LANGUAGE_ES].present);
    assert_false(labels[LANGUAGE_HMN].present || labels[LANGUAGE_LO].present);
    assert_int_equal(group.step_count, 2);
    assert_string_equal(group.steps[0].key, "welcome");
    assert_int_equal(group.steps[0].minutes, 5);
    assert_string_equal(group.steps[1].title, "Song");
}

struct fault {
    const char *from;
    const char *to;
    const char *at;
    const char *part;
};

static void every_fault_of_an_edition_has_its_line(void **state)
{
    static const struct fault faults[] = {
        {"key: imr-room\n", "", "title: IMR", "key is missing"},
        {"key: imr-room", "key: other", "key: other", "key is other but the file is imr-room.yaml"},
        {"key: imr-room", "key: IMR Room", "key: IMR Room", "is not a key"},
        {"title: IMR Room edition\n", "", "key: imr-room", "title is missing"},
        {"licence: CC BY 4.0, IMR Room\n", "", "key: imr-room", "licence is missing"},
        {"licence:", "license:", "license:", "unknown name \"license\""},
        {"    sessions: 4\n", "", "- key: recovery", "sessions is missing"},
        {"sessions: 4", "sessions: 0", "sessions: 0", "write a number from 1 to 99"},
        {"sessions: 4", "sessions: four", "sessions: four", "write a number from 1 to 99"},
        {"number: 8", "number: 1", "- key: coping", "the number 1 is taken by recovery"},
        {"- key: coping-with-stress", "- key: recovery-strategies", "    number: 8",
         "stands here twice"},
        {"      en: Recovery strategies\n", "", "    title:\n", "en is missing"},
        {"      en: Recovery", "      fr: Récupération\n      en: Recovery",
         "fr: ", "unknown name \"fr\""},
        {"      - What helps", "      - [What]", "- [What]", "a topic that is not a short text"},
        {"    topics:\n", "    topics: none\n    x:\n", "topics: none", "of another form"},
    };
    static struct edition edition;
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const char *text = altered(fixture, EDITION, faults[i].from, faults[i].to);
        assert_int_equal(load_edition(fixture, text, &edition), ERR_MALFORMED);
        uint32_t line = line_of(text, faults[i].at);
        // A module's own faults are told at its first line.
        if (strcmp(faults[i].part, "stands here twice") == 0)
            line--;
        expect_fault(&fixture->found, SEVERITY_ERROR, line, faults[i].part);
    }
}

static void every_fault_of_a_group_has_its_line(void **state)
{
    static const struct fault faults[] = {
        {"name: Tuesday Recovery Group\n", "", "leader:", "name is missing"},
        {"leader: Ana Lee\n", "", "name: T", "leader is missing"},
        {"edition: imr-room\n", "", "name: T", "edition is missing"},
        {"time: \"14:30\"", "time: \"25:30\"", "time:", "write it as \"14:30\""},
        {"time: \"14:30\"", "time: half two", "time:", "write it as \"14:30\""},
        {"people: 8", "people: 65", "people: 65", "write a number from 1 to 64"},
        {"interval_days: 7", "interval_days: 0", "interval_days: 0", "a number from 1 to 366"},
        {"people_joined: 9", "people_joined: many", "people_joined:", "a number from 1 to 255"},
        {"part2: true", "part2: yes", "part2:", "write true or false"},
        {"entry: closed", "entry: shut", "entry:", "write open or closed"},
        {"joining_until: 3", "joining_until: 0", "joining_until:", "a number from 1 to 99"},
        {"entry: closed\n", "", "joining_until:", "write \"entry: closed\" too"},
        {"help_line: 988", "helpline: 988", "helpline", "unknown name \"helpline\""},
        {"participant: member", "client: member", "client:",
         "unknown label \"client\", write participant, participants, home-practice or "
         "group-leader"},
        {"participant: member", "participant:", "participant:", "participant is missing"},
        {"participant: member", "participant: [member]", "participant:", "of another form"},
        {"participant: member", "participant: the member of this group!",
         "participant:", "has 25 letters and 18 fit, shorten it"},
        {"participant: member", "participant: \"{n}\"", "participant:", "has a brace"},
        {"es: tarea", "fr: devoirs", "home-practice:", "unknown name \"fr\""},
        {"es: tarea", "es: la tarea que hay que hacer", "home-practice:", "26 letters"},
        {"labels:\n", "words:\n", "words:", "unknown name \"words\""},
        {"    minutes: 5", "    minutes: 181", "minutes: 181", "a number from 0 to 180"},
        {"    minutes: 5\n", "", "- key: welcome", "minutes is missing"},
        {"  - title: Song\n    minutes: 3\n", "  - minutes: 3\n", "- minutes: 3",
         "without a key and a title"},
        {"  - title: Song", "  - key: welcome", "  - key: welcome\n    minutes: 3",
         "the step welcome stands here twice"},
        {"agenda:\n", "agenda: none\nx:\n", "agenda: none", "agenda is of another form"},
    };
    static struct group_plan group;
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const char *text = altered(fixture, GROUP, faults[i].from, faults[i].to);
        assert_int_equal(load_group(fixture, text, &group), ERR_MALFORMED);
        expect_fault(&fixture->found, SEVERITY_ERROR, line_of(text, faults[i].at), faults[i].part);
    }
}

static void yaml_that_could_mislead_is_refused(void **state)
{
    static const struct {
        const char *text;
        const char *part;
    } cases[] = {
        {"", "nothing is written here"},
        {"- a\n- b\n", "a list at the top"},
        {"word\n", "a lone value"},
        {"name: a\n---\nname: b\n", "a second document"},
        {"a: {b: {c: {d: {e: {f: {g: 1}}}}}}\n", "nested too deep"},
        {"? [a]\n: b\n", "a list or map as a name"},
        {"a: !!str b\n", "an & or ! mark"},
        {"a: &x [1]\nb: *x\n", "an & or ! mark"},
        {"a: b: c\n", "not readable as YAML"},
        {"a: \"\\x00\"\n", "cannot be shown"},
    };
    static struct group_plan group;
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(load_group(fixture, cases[i].text, &group), ERR_MALFORMED);
        assert_int_equal(fixture->found.errors, 1);
        assert_non_null(strstr(fixture->found.items[0].text, cases[i].part));
    }
}

static void decks_and_editions_are_listed_in_order(void **state)
{
    struct fixture *fixture = *state;
    static struct deck_places places;
    static struct folder_names names;
    make_folder(fixture, "tree");
    make_folder(fixture, "tree/sleep");
    static const char *const SESSIONS[] = {"10", "9", "2", "notes"};
    for (size_t i = 0; i < sizeof SESSIONS / sizeof SESSIONS[0]; i++) {
        char name[PATH_BYTES];
        (void)snprintf(name, sizeof name, "tree/sleep/%s", SESSIONS[i]);
        make_folder(fixture, name);
        (void)snprintf(name, sizeof name, "tree/sleep/%s/en.md", SESSIONS[i]);
        write_file(fixture, name, ENGLISH);
    }
    make_folder(fixture, "tree/sleep/3"); // no English deck in it
    make_folder(fixture, "tree/editions");
    write_file(fixture, "tree/editions/b.yaml", EDITION);
    write_file(fixture, "tree/editions/a.yaml", EDITION);
    write_file(fixture, "tree/editions/readme.txt", "x");
    char path[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, "tree", path), OK);
    assert_int_equal(curriculum_list(path, &places), OK);
    assert_int_equal(places.count, 3);
    assert_string_equal(places.places[0].module, "sleep");
    assert_int_equal(places.places[0].session, 2);
    assert_int_equal(places.places[1].session, 9);
    assert_int_equal(places.places[2].session, 10);
    assert_int_equal(path_join(fixture->folder, "tree/editions", path), OK);
    assert_int_equal(curriculum_list_yaml(path, &names), OK);
    assert_int_equal(names.count, 2);
    assert_string_equal(names.names[0], "a");
    assert_string_equal(names.names[1], "b");
    assert_int_equal(curriculum_list("no/such/folder", &places), ERR_NOT_FOUND);
}

static void a_group_without_its_edition_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct check_totals totals = {0};
    make_folder(fixture, "all");
    make_folder(fixture, "all/editions");
    make_folder(fixture, "all/groups");
    write_file(fixture, "all/groups/tuesday.yaml", GROUP);
    char path[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, "all", path), OK);
    fixture_reset(fixture);
    assert_int_equal(deck_check_path(path, NULL, &fixture->arena, &fixture->found, &totals), OK);
    expect_fault(&fixture->found, SEVERITY_ERROR, 0, "no edition imr-room");
    write_file(fixture, "all/editions/imr-room.yaml", EDITION);
    fixture_reset(fixture);
    assert_int_equal(deck_check_path(path, NULL, &fixture->arena, &fixture->found, &totals), OK);
    expect_clean(&fixture->found);
    assert_int_equal(totals.files, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edition_is_read_whole),
        cmocka_unit_test(a_group_is_read_whole),
        cmocka_unit_test(every_fault_of_an_edition_has_its_line),
        cmocka_unit_test(every_fault_of_a_group_has_its_line),
        cmocka_unit_test(yaml_that_could_mislead_is_refused),
        cmocka_unit_test(decks_and_editions_are_listed_in_order),
        cmocka_unit_test(a_group_without_its_edition_is_told),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}
