# A display of the test's own (Xvfb) and its pictures. Sourced after room.sh.
for tool in Xvfb xdotool import compare convert identify; do
    command -v "$tool" >/dev/null || skip "there is no $tool on this machine"
done
unset WAYLAND_DISPLAY

# display_open WIDTHxHEIGHT: DISPLAY is its name, $server its process. Its number is of this process
# alone: a free one that the server finds is free in its own network only, while the sockets' folder is
# everybody's.
displays=0
display_open() {
    DISPLAY=:$((100 + $$ % 20000 * 2 + displays))
    displays=$((displays + 1))
    export DISPLAY
    # The server says its number on the pipe once it is ready.
    mkfifo "$room/display"
    Xvfb "$DISPLAY" -displayfd 5 -screen 0 "$1x24" -nolisten tcp 5<>"$room/display" >"$log/xvfb-$displays" 2>&1 &
    server=$!
    ids="$ids $server"
    ready=$(timeout "$limit_s" head -n 1 "$room/display") && [ ":$ready" = "$DISPLAY" ] || fail "no display $DISPLAY"
    rm "$room/display"
}

# settled FILE: a picture of the whole display once nothing moves on it.
settled() {
    # The last picture of one round is the first of the next.
    import -window root -depth 8 "$1"
    for try in $(seq 100); do
        import -window root -depth 8 "$1.next.png"
        if same "$1" "$1.next.png"; then
            rm "$1.next.png"
            return
        fi
        mv "$1.next.png" "$1"
    done
    fail "the window never came to rest"
}
# becomes FILE WHAT OTHER: a picture that comes to be the same as OTHER (WHAT is "same"), or not ("differs").
becomes() {
    for try in $(seq 60); do
        settled "$1"
        case $2 in
        same) same "$1" "$3" && return ;;
        differs) same "$1" "$3" || return 0 ;;
        esac
    done
    fail "$1 never came to be: $2 $3"
}
same() { compare -metric AE "$1" "$2" null: >/dev/null 2>&1; } # sizes too
