# Runs one command whose output goes to files, outliving whoever started it.
# $1: folder, the rest: the command. Writes pid.json at the start and exit (the status) at the end, each whole or not at all.
d=$1
shift
# A command that writes without end is stopped by the system should nobody watch it. Blocks of 512 bytes, set by us.
[ -n "$SLIPWAY_OUTPUT_BLOCKS" ] && ulimit -f "$SLIPWAY_OUTPUT_BLOCKS"
# Whoever makes this folder runs the build; a second wrapper, started by mistake or by a restarted builder, ends here.
mkdir "$d/claim" 2>/dev/null || exit 0
# Room for both words is taken before anything runs: on a disk that fills up meanwhile they could not be written.
{ printf '%512s' ' ' >"$d/pid.tmp" && printf '%64s' ' ' >"$d/exit.tmp"; } 2>/dev/null || {
  rm -f "$d/pid.tmp" "$d/exit.tmp"
  rmdir "$d/claim"
  exit 1
}
start_of() { { s=$(cat "/proc/$1/stat") && s=${s##*) } && set -- $s && shift 19 && echo "$1"; } 2>/dev/null || echo 0; }
"$@" >"$d/stdout" 2>>"$d/progress" </dev/null &
c=$!
trap 'kill -TERM $c 2>/dev/null' TERM INT HUP
cs=$(start_of $c)
printf '{"wrapper":%s,"wrapperStart":%s,"child":%s,"childStart":%s,"boot":"%s"}\n' \
  $$ "$(start_of $$)" $c "$cs" "$(cat /proc/sys/kernel/random/boot_id)" 1<>"$d/pid.tmp" && mv "$d/pid.tmp" "$d/pid.json"
wait $c
status=$?
# A signal ends the waiting before the command. Its number alone may be another's by now.
while kill -0 $c 2>/dev/null && [ "$(start_of $c)" = "$cs" ]; do
  wait $c
  status=$?
done
printf '%s\n' "$status" 1<>"$d/exit.tmp" && mv "$d/exit.tmp" "$d/exit"
