# Two networks for a test: this shell moves into one of its own, where the console is, and makes another
# for the screens; one cable joins them. Nothing of the machine's network is in either: no address but
# the cable's, no route elsewhere. Without the right to make networks the test is skipped. Sourced first,
# with the test's own path and arguments.
console_address=10.77.0.1 screens_address=10.77.0.2

if [ -z "${IMR_NETWORK:-}" ]; then
    for tool in unshare nsenter ip; do
        command -v "$tool" >/dev/null || { echo "skipped: there is no $tool on this machine"; exit 77; }
    done
    own="--net"
    [ "$(id -u)" -eq 0 ] || own="--net --user --map-root-user"
    # shellcheck disable=SC2086
    unshare $own true 2>/dev/null || { echo "skipped: no network may be made here"; exit 77; }
    # shellcheck disable=SC2086
    IMR_NETWORK=1 exec unshare $own "$0" "$@"
fi

network_open() {
    # The process that holds the screens' network open ends when this shell closes the pipe.
    mkfifo "$room/hold"
    unshare --net sh -c 'echo ready; read -r end' <>"$room/hold" >"$log/hold" 2>&1 &
    holder=$!
    ids="$ids $holder"
    heard hold ready "$holder"
    if ! ip link add console type veth peer name screens 2>"$log/veth"; then
        skip "this kernel has no veth"
    fi
    ip link set screens netns "$holder"
    ip link set lo up
    ip addr add "$console_address/30" dev console
    ip link set console up
    in_screen="nsenter --target $holder --net"
    $in_screen ip link set lo up
    $in_screen ip addr add "$screens_address/30" dev screens
    $in_screen ip link set screens up
    address=$console_address
}
