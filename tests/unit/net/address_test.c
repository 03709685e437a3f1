// Addresses: what is read, what is private, which one a console binds to.
#include "net/address.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
// cmocka needs setjmp.h, stdarg.h, stddef.h and stdint.h.
#include <cmocka.h>

static void literals_are_read_and_ranked(void **state)
{
    (void)state;
    const struct {
        const char *text, *canonical;
        enum net_reach reach;
    } cases[] = {
        {"10.0.0.1", "10.0.0.1", NET_ROOM_V4},
        {"10.255.255.255", "10.255.255.255", NET_ROOM_V4},
        {"9.255.255.255", "9.255.255.255", NET_ELSEWHERE},
        {"11.0.0.0", "11.0.0.0", NET_ELSEWHERE},
        {"172.16.0.1", "172.16.0.1", NET_ROOM_V4},
        {"172.31.255.255", "172.31.255.255", NET_ROOM_V4},
        {"172.15.255.255", "172.15.255.255", NET_ELSEWHERE},
        {"172.32.0.0", "172.32.0.0", NET_ELSEWHERE},
        {"192.168.1.20", "192.168.1.20", NET_ROOM_V4},
        {"192.167.255.255", "192.167.255.255", NET_ELSEWHERE},
        {"192.169.0.0", "192.169.0.0", NET_ELSEWHERE},
        {"169.254.7.7", "169.254.7.7", NET_LINK_V4},
        {"169.253.7.7", "169.253.7.7", NET_ELSEWHERE},
        {"127.0.0.1", "127.0.0.1", NET_LOOPBACK},
        {"127.9.9.9", "127.9.9.9", NET_LOOPBACK},
        {"8.8.8.8", "8.8.8.8", NET_ELSEWHERE},
        {"::1", "::1", NET_LOOPBACK},
        {"fd00:0:0::1", "fd00::1", NET_ROOM_V6},
        {"FC00::1", "fc00::1", NET_ROOM_V6},
        {"fe00::1", "fe00::1", NET_ELSEWHERE},
        {"fe80::1", "fe80::1", NET_LINK_V6},
        {"febf::1", "febf::1", NET_LINK_V6},
        {"fec0::1", "fec0::1", NET_ELSEWHERE},
        {"fe80::1%eth0", "fe80::1%eth0", NET_LINK_V6},
        {"2001:db8::1", "2001:db8::1", NET_ELSEWHERE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct net_address address;
        assert_int_equal(net_address_parse(cases[i].text, &address), OK);
        assert_string_equal(address.text, cases[i].canonical);
        assert_int_equal(address.reach, cases[i].reach);
        assert_int_equal(address.v6, strchr(cases[i].text, ':') != NULL);
        const bool private = cases[i].reach != NET_ELSEWHERE && cases[i].reach != NET_LOOPBACK;
        assert_int_equal(net_address_private(&address, false), private);
        assert_int_equal(net_address_private(&address, true),
                         private || cases[i].reach == NET_LOOPBACK);
    }
}

static void everything_else_is_refused(void **state)
{
    (void)state;
    const char *malformed[] = {
        "",
        " 10.0.0.1",
        "10.0.0.1 ",
        "10.0.0",
        "10.0.0.256",
        "010.0.0.1",
        "10.0.0.1:47001",
        "tcp://10.0.0.1",
        "*",
        "eth0",
        "console.local",
        "fe80::1%",
        "fe80::1%eth0;ipc://x",
        "fe80::1%a/b",
        "fe80::1%aaaaaaaaaaaaaaaaaaaaaaaa",
        "fd00::1%eth0",
        "10.0.0.1%eth0",
        "[::1]",
        "::1::",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    const char *out_of_range[] = {
        "0.0.0.0", "0.1.2.3", "224.0.0.251",     "239.1.1.1",      "240.0.0.1",
        "::",      "ff02::1", "255.255.255.255", "::ffff:10.0.0.1"};
    struct net_address address = {.text = "untouched"};
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        assert_int_equal(net_address_parse(malformed[i], &address), ERR_MALFORMED);
    for (size_t i = 0; i < sizeof out_of_range / sizeof out_of_range[0]; i++)
        assert_int_equal(net_address_parse(out_of_range[i], &address), ERR_RANGE);
    assert_string_equal(address.text, "untouched");
}

static enum err choose(const char *const *texts, size_t count, struct net_address *out_address)
{
    struct net_address addresses[8] = {0};
    assert_true(count <= sizeof addresses / sizeof addresses[0]);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(net_address_parse(texts[i], &addresses[i]), OK);
    return net_address_choose(addresses, count, out_address);
}

static void the_one_private_address_is_chosen(void **state)
{
    (void)state;
    struct net_address chosen = {.text = "untouched"};
    const char *laptop[] = {"fe80::1%eth0", "192.168.1.20", "fd00::1"};
    const char *two[] = {"192.168.1.20", "10.0.0.5"};
    const char *same[] = {"192.168.1.20", "192.168.1.20"};
    const char *links[] = {"169.254.1.1", "fe80::1%eth0"};
    assert_int_equal(choose(NULL, 0, &chosen), ERR_NOT_FOUND);
    assert_int_equal(choose(two, 2, &chosen), ERR_EXISTS);
    assert_string_equal(chosen.text, "untouched");
    assert_int_equal(choose(laptop, 3, &chosen), OK);
    assert_string_equal(chosen.text, "192.168.1.20");
    assert_int_equal(choose(same, 2, &chosen), OK);
    assert_int_equal(choose(links, 2, &chosen), OK);
    assert_string_equal(chosen.text, "169.254.1.1");
}

static void this_machine_is_asked(void **state)
{
    (void)state;
    struct net_address with[NET_ADDRESSES_MAX], without[NET_ADDRESSES_MAX];
    size_t with_count = 0, without_count = 0, cut_count = 9;
    assert_int_equal(net_addresses(true, with, NET_ADDRESSES_MAX, &with_count), OK);
    assert_int_equal(net_addresses(false, without, NET_ADDRESSES_MAX, &without_count), OK);
    assert_int_equal(net_addresses(true, with, 0, &cut_count), OK);
    assert_int_equal(cut_count, 0);
    bool loopback = false;
    for (size_t i = 0; i < with_count; i++) {
        loopback = loopback || strcmp(with[i].text, "127.0.0.1") == 0;
        assert_true(net_address_private(&with[i], true));
        assert_true(i == 0 || with[i - 1].reach <= with[i].reach);
        struct net_address again; // what is listed can be typed
        assert_int_equal(net_address_parse(with[i].text, &again), OK);
        assert_string_equal(again.text, with[i].text);
    }
    assert_true(loopback);
    assert_true(without_count < with_count);
    for (size_t i = 0; i < without_count; i++)
        assert_true(net_address_private(&without[i], false));
}

static void endpoints_are_built_here_only(void **state)
{
    (void)state;
    struct net_address address;
    char endpoint[NET_ENDPOINT_TEXT_BYTES];
    assert_int_equal(net_address_parse("10.1.2.3", &address), OK);
    net_endpoint(&address, 47001, endpoint);
    assert_string_equal(endpoint, "tcp://10.1.2.3:47001");
    assert_int_equal(net_address_parse("fe80::ab%wlan0", &address), OK);
    net_endpoint(&address, 1, endpoint);
    assert_string_equal(endpoint, "tcp://[fe80::ab%wlan0]:1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literals_are_read_and_ranked),
        cmocka_unit_test(everything_else_is_refused),
        cmocka_unit_test(the_one_private_address_is_chosen),
        cmocka_unit_test(this_machine_is_asked),
        cmocka_unit_test(endpoints_are_built_here_only),
    };
    return cmocka_run_group_tests_name("net.address", tests, NULL, NULL);
}
