# Makes a PostgreSQL cluster in the directory $1 and serves it on port $2 with the programs in $3, until it is told
# to end; then the directory goes as well. What follows is put before each program: who is to run it.
directory=$1 port=$2 programs=$3
shift 3
server= ended=
end() {
    ended=yes
    # The fast way, which does not wait for the clients.
    [ -z "$server" ] || kill -INT "$server"
}
trap end HUP INT TERM
"$@" "$programs/initdb" --pgdata="$directory/data" --username=ntro --pwfile="$directory/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >"$directory/initdb.log" 2>&1
status=$?
if [ "$status" -ne 0 ]; then
    cat "$directory/initdb.log"
elif [ -z "$ended" ]; then
    "$@" "$programs/postgres" -D "$directory/data" -c port="$port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c max_connections=50 &
    server=$!
    wait "$server"
    status=$?
    # A signal ends a wait before what is waited for.
    while kill -0 "$server" 2>/dev/null; do
        wait "$server"
        status=$?
    done
fi
rm -rf "$directory"
exit "$status"
