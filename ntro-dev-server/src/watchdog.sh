# Runs "$@" and ends it when standard input, a pipe from the caller, closes.
# The caller has made this shell the leader of a process group. The group's id stays taken while
# the watchdog is in it, so a signal to the group never meets a stranger's process.
exec 3<&0 </dev/null
(
    trap '' HUP INT TERM
    read -r _ <&3
    kill -TERM 0
    tries=50
    while [ "$tries" -gt 0 ] && kill -0 "$$"; do
        sleep 0.1 || sleep 1 # POSIX knows whole seconds only
        tries=$((tries - 1))
    done
    kill -KILL 0
) >/dev/null 2>&1 &
exec "$@" 3<&-
