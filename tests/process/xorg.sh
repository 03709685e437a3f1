# A display with a touch screen, and a projector that can be plugged in: Xorg itself on a card that is only
# memory, with its own driver for input that tests send (xserver-xorg-core, xserver-xorg-video-dummy).
# Sourced after room.sh and display.sh.
for tool in /usr/lib/xorg/Xorg xrandr python3; do
    command -v "$tool" >/dev/null || skip "there is no $tool on this machine"
done

device() { # NAME TYPE
    cat <<EOF
Section "InputDevice"
  Identifier "$1"
  Driver "inputtest"
  Option "SocketPath" "$room/$1"
  Option "DeviceType" "$2"
  Option "TouchCount" "10"
EndSection
EOF
}

# xorg_open: a desk of 2560 x 1600 in DISPLAY, $server, with room for a projector at its right.
xorg_open() {
    {
        cat <<EOF
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "glass"
  InputDevice "pointer" "CorePointer"
  InputDevice "keyboard" "CoreKeyboard"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-300
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 4480 1600
  EndSubSection
EndSection
EOF
        device glass Touch
        device pointer PointerAbsolute
        device keyboard Keyboard
    } >"$room/xorg.conf"
    DISPLAY=:$((100 + $$ % 20000 * 2 + displays))
    displays=$((displays + 1))
    export DISPLAY
    mkfifo "$room/display"
    /usr/lib/xorg/Xorg "$DISPLAY" -displayfd 5 -config "$room/xorg.conf" -logfile "$room/xorg.log" -noreset \
        -novtswitch -sharevts -nolisten tcp 5<>"$room/display" >"$room/xorg.said" 2>&1 &
    server=$!
    ids="$ids $server"
    ready=$(timeout "$limit_s" head -n 1 "$room/display") || skip "Xorg does not start here"
    [ ":$ready" = "$DISPLAY" ] || fail "no display $DISPLAY"
    rm "$room/display"
    xrandr --newmode desk 348.5 2560 2752 3032 3504 1600 1603 1609 1658
    xrandr --newmode projector 148.5 1920 2008 2052 2200 1080 1084 1089 1125
    xrandr --addmode DUMMY0 desk
    xrandr --output DUMMY0 --mode desk --pos 0x0
}
projector_on() {
    xrandr --addmode DUMMY1 projector 2>/dev/null || true
    xrandr --output DUMMY1 --mode projector --right-of DUMMY0
    xrandr >/dev/null # the server tells of it when somebody asks
}

# touch COMMAND...: see the program glass. The server has taken it when this returns.
glass_open() {
    mkfifo "$room/fingers" "$room/felt"
    python3 "$source/tests/process/glass" "$room/glass" "${1:-2560}" "${2:-1600}" <"$room/fingers" >"$room/felt" &
    ids="$ids $!"
    exec 8>"$room/fingers" 9<"$room/felt"
}
touch() {
    echo "$*" >&8
    read -r felt <&9 && [ "$felt" = "done" ] || fail "the glass did not feel: $*"
}
tap() { # FINGER X Y
    touch down "$@"
    touch up "$1"
}

# window_of PROCESS: its window, once there is one.
window_of() {
    timeout "$limit_s" xdotool search --sync --onlyvisible --pid "$1" 2>/dev/null | head -n 1
}
