# What bash has and POSIX's shell has not. Run it as /bin/bash /scripts/bash.sh; nothing that varies is printed.

work=/tmp/bash.$$
/bin/busybox mkdir -p "$work/bin" && cd "$work" || exit 99
/bin/busybox --install -s "$work/bin"
export PATH=$work/bin:/bin

part() {
    echo "== $1"
}

part 'jobs'
set -m
sleep 1000 & jobs -r | sed 's/ *&$//'
kill $!
wait $!; echo "$?"
sh -c 'kill -STOP $$; exit 4' & wait $! 2>/dev/null; jobs -s | sed 's/  */ /g'
kill -CONT $!
while wait $!; (($? > 128)); do :; done; echo "continued"
set +m

part 'arrays'
planets=(mercury venus earth mars)
planets+=(jupiter)
planets[9]=pluto
echo "${#planets[@]} ${planets[2]} ${planets[-1]} ${!planets[*]}"
unset 'planets[9]'
echo "${planets[@]:1:3}" "${planets[@]/%s/S}"
declare -A moons=([earth]=1 [mars]=2 ["far away"]=many)
moons[jupiter]=95
for planet in "${!moons[@]}"; do echo "$planet: ${moons[$planet]}"; done | sort
mapfile -t lines </text/small.txt
echo "${#lines[@]}: ${lines[0]}"
read -r -a words <<<'split into  words'
echo "${#words[@]} ${words[2]}"

part 'expansion'
echo {a,b}{1..3} {10..1..3} x{y,z{1,2}}
text='the quick brown fox'
echo "${text^} ${text^^} ${text/quick/slow} ${text//o/0} ${text:4:5} ${text: -3}"
name=text
echo "${!name}" "${!BASH_VERS*}"
printf -v padded '%05d' 42
echo "$padded" $'tab\there' $'\x41\u00e9' | od -c | head -n 2
shopt -s extglob nullglob globstar
mkdir -p tree/one/two
touch tree/a.txt tree/one/b.txt tree/one/two/c.txt tree/one/two/d.log
echo tree/**/*.txt
echo tree/one/two/!(*.log) tree/no*such
[[ $text == *(the|quick| )* ]] && echo 'extended pattern'

part 'conditions'
[[ lodestar-42 =~ ^([a-z]+)-([0-9]+)$ ]] && echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
[[ -n $text && ! -e tree/z || 1 -gt 2 ]] && echo 'holds'
[[ tree/a.txt -ef tree/one/../a.txt ]] && echo 'the same file'
((6 * 7 == 42)) && echo "arithmetic $((2 ** 10)) $((16#ff))"
for ((i = 0, j = 10; i < j; i += 3, j--)); do echo -n "$i-$j "; done
echo
case yes in
    y*) echo 'first' ;;&
    *s) echo 'second' ;&
    no) echo 'fell through' ;;
    *) echo 'not reached' ;;
esac
select choice in left right; do echo "chose $choice ($REPLY)"; break; done <<<2 2>&1

part 'pipelines and processes'
false | true | (exit 7)
echo "${PIPESTATUS[@]}"
set -o pipefail
false | true; echo "pipefail: $?"
set +o pipefail
diff <(printf '1\n2\n3\n') <(printf '1\n3\n4\n')
mkfifo copy
tee >(sed 's/^/copied: /' >copy) <<<'both ways' >/dev/null &
cat copy
wait
coproc upper { while read -r line; do echo "${line^^}"; done; }
echo 'through a coprocess' >&"${upper[1]}"
read -r answer <&"${upper[0]}"
echo "$answer"
pid=$upper_PID
exec {upper[1]}>&-
wait "$pid"; echo "$?"
shopt -s lastpipe
echo 'kept' | read -r last; echo "$last"
(sleep 1000) & sleeper=$!
# Of what has ended before it waits, bash may say that there is no such job.
(until grep -q '^State:.S' /proc/$$/status; do :; done; exit 3) & wait -n "$sleeper" $!; echo "the first to end: $?"
kill $sleeper; wait $sleeper 2>/dev/null; echo "$?"
echo $BASHPID-$BASH_SUBSHELL | sed "s/^[0-9]*-/child-/"
( ( echo "subshell $BASH_SUBSHELL" ) )
time_taken=$( { TIMEFORMAT='%R'; time true; } 2>&1 ); [[ $time_taken =~ ^[0-9]+\.[0-9]{3}$ ]] && echo 'time'
exec {spare}>spare; echo "to a spare descriptor" >&"$spare"; exec {spare}>&-; cat spare
echo 'all' &>all; echo 'and errors' &>>all; cat all
{ echo normal; echo bad >&2; } |& sort

part 'traps and functions'
trap 'echo "DEBUG: $BASH_COMMAND"' DEBUG
true
trap - DEBUG
trap 'echo "ERR in line of $FUNCNAME"' ERR
set -E
fails() { false; return 0; }
fails
trap - ERR
returns() { trap 'echo RETURN' RETURN; }
returns
trap - RETURN
declare -i number=5; number+=3; declare -r constant=1; declare -u upper_case=shout
echo "$number $constant $upper_case"
swap() { local -n first=$1 second=$2; local kept=$first; first=$second; second=$kept; }
a=1 b=2; swap a b; echo "$a $b"
recurse() { (($1 == 0)) && { echo "${#FUNCNAME[@]} deep"; return; }; recurse $(($1 - 1)); }
recurse 50
for signal in USR1 RTMIN RTMAX; do
    trap "echo caught $signal" "$signal"
    kill -"$signal" $$
done
trap 'echo "CHLD"' CHLD; (exit 1); trap - CHLD
printf '%s\n' one two | while read -r line; do echo "$((++n)) $line"; done
echo "$(type -t part) $(type -t cd) $(type -t if) $(type -t sed)"
printf '%q %q\n' "it's" 'a b'
enable -n echo; echo 'another echo'; enable echo

cd / && rm -r "$work"
exit 23
