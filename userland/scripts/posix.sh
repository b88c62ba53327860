# What POSIX says of the shell, and local: each shell prints the same, on each kernel. Run it as
#
#   /bin/busybox sh /scripts/posix.sh        /bin/bash /scripts/posix.sh
#
# Nothing that varies is printed: no process ids, times or addresses, and none of a shell's own messages, which differ.

work=/tmp/posix.$$
/bin/busybox mkdir -p "$work/bin" && cd "$work" || exit 99
/bin/busybox --install -s "$work/bin"
PATH=$work/bin:/bin
export PATH
exec 2>/dev/null

part() {
    echo "== $1"
}

part 'loops'
for word in one 'two words' three; do
    case $word in
        *' '*) continue ;;
    esac
    printf '<%s>' "$word"
done
echo
number=0
while [ "$number" -lt 10 ]; do
    number=$((number + 1))
    [ "$number" -eq 7 ] && break
done
until [ "$number" -le 3 ]; do
    number=$((number - 1))
done
echo "number $number"
for outer in 1 2 3; do
    for inner in 1 2 3; do
        [ "$inner" = 2 ] && continue 2
        [ "$outer" = 3 ] && break 2
        echo "$outer $inner"
    done
done
for argument; do echo "no arguments, but $argument"; done
echo "status of a loop that never ran: $?"
count=0
while [ "$count" -lt 2000 ]; do count=$((count + 1)); done
echo "counted to $count"

part 'functions'
factorial() {
    if [ "$1" -le 1 ]; then
        echo 1
    else
        echo $(($1 * $(factorial $(($1 - 1)))))
    fi
}
echo "12! = $(factorial 12)"
deep() {
    if [ "$1" -gt 0 ]; then
        deep $(($1 - 1))
    else
        return 5
    fi
}
deep 100
echo "a hundred calls deep: $?"
value=outside
hide() {
    local value
    value=inside
    change
    echo "in the function: $value"
}
change() {
    value=$value,changed
}
hide
echo "after it: $value"
arguments() {
    echo "$# arguments: $*"
    shift 2
    echo "after shift: $*"
    set -- replaced
    echo "$1"
}
arguments a b c d
part() { echo "-- $1"; }
part 'a function can be replaced'
part() { echo "== $1"; }
unset -f change
command -v change || echo 'and removed'

part 'parameters'
unset missing
empty=
name=archive.tar.gz
echo "${missing-default} ${empty-default} ${empty:-default} ${name:+set} ${missing+unset}"
echo "${missing:=assigned} $missing"
echo "${name%.*} ${name%%.*} ${name#*.} ${name##*.} ${#name}"
path=/usr/lib/lodestar/kernel.elf
echo "${path##*/} ${path%/*} ${path#/usr}"
pattern='*.gz'
echo "${name%"$pattern"} ${name%$pattern}"
(unset gone; : "${gone?no value}"; echo 'not reached')
[ $? -ne 0 ] && echo 'an unset parameter is an error'
set -- 'a b' c ''
echo "$#"
for each in "$@"; do printf '[%s]' "$each"; done
for each in $*; do printf '(%s)' "$each"; done
echo
IFS=:
echo "$*"
listed=/bin:/usr/bin::/sbin
for each in $listed; do printf '[%s]' "$each"; done
unset IFS
echo
eval "set -- $(printf "'%s' " x 'y z')"
echo "$# $2"

part 'arithmetic'
x=7 y=3
echo $((x + y)) $((x - y)) $((x * y)) $((x / y)) $((x % y)) $((-x / y)) $((-x % y))
echo $((x << y)) $((-x >> 1)) $((x & y)) $((x | y)) $((x ^ y)) $((~x)) $((!x))
echo $((x > y)) $((x == y)) $((x > y && y > x)) $((x > y || 0)) $((x > y ? 10 : 20))
echo $((0x1f + 8)) $((x += 5, x)) $x $(((2 + 3) * (4 - 1)))
echo $((1 << 30)) $((3 * $(echo 4) + $((2 * 2))))

part 'quotes and globs'
mkdir globs
touch globs/a1 globs/a2 globs/b1 globs/.hidden 'globs/with blank' globs/x.c globs/y.h
echo globs/*
echo globs/a? globs/[!a]1 globs/[a-b]2 globs/*.[ch] globs/.h*
echo "globs/*" 'globs/*' globs/\* globs/nothing*
for file in globs/*' '*; do echo "<$file>"; done
cd globs
echo */ ? ??
cd ..
set -f
echo globs/*
set +f
star='*'
(cd globs && echo $star "$star")
echo "a\"b\$c\\d\`e" 'single "double" $dollar' a\ b"c"'d'
case 'a*c' in
    a\*d) echo 'wrong' ;;
    'a*'?) echo 'quoted star' ;;
esac
for word in apple Banana 7up '' '[x]' yes; do
    case $word in
        [[:lower:]]*e) echo "$word: small, e at the end" ;;
        [[:upper:]]*) echo "$word: capital" ;;
        [0-9]*) echo "$word: digit" ;;
        '') echo 'empty' ;;
        '['*) echo 'bracket' ;;
        y | yes | Y) echo 'agreed' ;;
    esac
done

part 'substitution'
echo "nested: $(echo "a $(echo "b $(echo 'c  d')")")"
echo `echo old; echo \`echo older\``
lines=$(printf 'one\n\n\n')
echo "<$lines>"
result=$(exit 4)
echo "assignment: $?"
big=$(seq 1 30000)
echo "${#big}"
echo "$(cat <<END
here in a substitution
END
)"

part 'here-documents'
name=star
cat <<END
expanded: $name $((6 * 7)) $(echo command) \$literal "quotes"
END
cat <<'END'
not expanded: $name $((6 * 7)) `echo` \$
END
	cat <<-END
		tabs are gone
			all of them, $name
	END
cat <<ONE; cat <<TWO
first
ONE
second
TWO
while read -r key value; do
    echo "$key is $value"
done <<END
colour blue, and more
size   large
END
(cat; echo 'after it') <<END | tr a-z A-Z
through a pipeline
END
filter() {
    sed 's/^/> /'
} <<END
a function's own
END
filter
yes 'sixteen letters.' | head -n 8000 >long
{ echo 'cat <<END | wc'; cat long; echo END; } >script
. ./script

part 'redirections'
echo first >file
echo second >>file
cat <file
{ echo out; echo error >&2; } >both 2>&1
cat both
{ echo out; echo error >&2; } 2>&1 >only | sed 's/^/piped: /'
cat only
exec 4>kept 5<file
echo 'through 4' >&4
read -r line <&5
echo "read $line"
read -r line <&5
echo "read $line"
read -r line <&5
echo "at the end: $?, <$line>"
exec 4>&- 5<&-
(echo lost >&4)
echo "closed: $?"
cat kept
echo 'overwritten' 1<>file
cat file
(set -C; echo refused >file)
echo "noclobber: $?"
(set -C; echo 'forced' >|file)
cat file
cat <missing
echo "no such file: $?"
echo x >/no/such/folder
echo "no such folder: $?"
>created
[ -e created ] && [ ! -s created ] && echo 'created and empty'
saved() {
    exec 6>&1 >file
    echo 'into the file'
    exec >&6 6>&-
}
saved
cat file
for i in 1 2 3; do echo "line $i"; done >loop
wc -l <loop

part 'pipelines'
seq 1 10000 | sort -r -n | sed -n 's/^\(.*\)7$/\1/p' | head -n 3 | tr '\n' ' '
echo
true | false
echo "false at the end: $?"
false | true
echo "true at the end: $?"
! true
echo "not true: $?"
! false | false
echo "not a pipeline: $?"
exit 3 | exit 4
echo "the last one: $?"
echo abc | { read -r line; echo "group got $line"; }
echo abc | (read -r line; echo "subshell got $line")
yes | head -n 2
yes | true
echo "yes is gone: $?"
cat /dev/zero | head -c 1000000 | cat | cat | wc -c
echo a | cat | cat | cat | cat | cat | cat | cat | cat | cat | cat

part 'lists and statuses'
true && echo and || echo or
false && echo and || echo or
false; echo "$?"
(exit 42); echo "$?"
no-such-command; echo "not found: $?"
touch plain; ./plain; echo "not executable: $?"
"$work"; echo "a folder: $?"
sh -c 'exit 300'; echo "300 modulo 256: $?"
sh -c 'kill -TERM $$'; echo "terminated: $?"
sh -c 'kill -KILL $$'; echo "killed: $?"
sh -c 'kill -SEGV $$'; echo "as if by a fault: $?"
if false; then echo no; elif true; then echo elif; else echo no; fi
if false; then :; fi; echo "no branch: $?"
{ false; }; echo "a group: $?"

part 'subshells'
variable=outer
(variable=inner; cd /; exit 6)
echo "$variable $? $(basename "$(pwd)" | cut -d . -f 1)"
(echo "level 1"; (echo "level 2"; (echo "level 3"; exit 3); echo "$?"); echo "$?")
exported=yes
sh -c 'echo "<$exported>"'
export exported
sh -c 'echo "<$exported>"'
exported=changed sh -c 'echo "<$exported>"'
echo "$exported"
env -i only=this env
sh -c 'echo "$0: $# $1 $2"' name first second

part 'background jobs'
(exit 9) &
wait $!
echo "waited: $?"
sh -c 'exit 1' & one=$!
sh -c 'exit 2' & two=$!
sh -c 'exit 3' & three=$!
wait $two; echo "$?"
wait $three; echo "$?"
wait $one; echo "$?"
wait; echo "nothing left: $?"
wait 1; echo "not a child: $?"
# Some shells lose a signal that comes between fork and execve: this waits until that is over.
mkfifo ready
begin() {
    sh -c "echo >ready; $1" & job=$!
    read -r line <ready
}
begin 'exec sleep 1000'
kill $job
wait $job; echo "terminated: $?"
begin 'exec sleep 1000'
kill -KILL $job
wait $job; echo "killed: $?"
kill -0 $job || echo 'and gone'
for i in 1 2 3 4 5 6 7 8; do
    (echo "job $i" >job.$i) &
done
wait
cat job.?
{ echo 'a background'; echo 'group'; } >group & wait
cat group
cat <<END >copied &
here in the background
END
wait $!
cat copied
cat & wait $!
echo "input of a background job is empty: $?"

part 'named pipes'
mkfifo pipe
[ -p pipe ] && echo 'it is one'
cat pipe & reader=$!
echo 'through the pipe' >pipe
wait $reader; echo "$?"
(echo one; echo two; echo three) >pipe &
while read -r line; do echo "got $line"; done <pipe
wait
exec 7<>pipe
echo 'to itself' >&7
read -r line <&7
echo "$line"
exec 7>&-
mkfifo request answer
(read -r question <request; echo "answer to $question" >answer) &
echo 'a question' >request
cat answer
wait

part 'traps'
(trap 'echo "EXIT with $?"' EXIT; echo working; exit 3)
echo "$?"
(trap 'echo "end of the text"' EXIT; true)
(trap 'exit 12' EXIT; exit 3); echo "changed: $?"
for signal in HUP INT TERM USR1 USR2; do
    (
        trap "echo 'caught $signal'" $signal
        sh -c "kill -$signal \$PPID"
        echo "goes on"
    )
done
(trap '' TERM; sh -c 'kill -TERM $$; echo "a child ignores it too"'; echo "$?")
(trap 'echo no' TERM; trap - TERM; sh -c 'kill -TERM $PPID'; echo 'not reached'); echo "$?"
(trap 'echo one; trap "echo two" USR1' USR1; self=$(exec sh -c 'echo $PPID'); kill -USR1 $self; echo between; kill -USR1 $self; echo after)
trap 'echo "USR1 while it waits"' USR1
sh -c "kill -USR1 $$; exit 7" & child=$!
while wait $child; [ $? -gt 128 ]; do :; done
echo 'and then it has ended'
trap - USR1
(trap 'echo "cleaned up"; exit 1' INT; kill -INT $(exec sh -c 'echo $PPID'); echo 'not reached'); echo "$?"
(trap 'echo "EXIT after a signal"' EXIT; trap 'exit' TERM; kill $(exec sh -c 'echo $PPID'); echo 'not reached')
(trap 'exit 5' TERM; kill $(exec sh -c 'echo $PPID'); echo 'not reached'); echo "$?"
kill -l 15
kill -l 137

part 'process groups'
setsid sh -c 'trap "" TERM; sleep 1000 & sleep 1000 & kill -TERM 0; kill -0 $! && echo "ignored by the group"; kill -KILL 0' | cat
setsid sh -c 'trap "echo one for all" USR1; (trap "" USR1; true); kill -USR1 0; exit 4'
echo "$?"
set -m
begin 'sleep 1000 | sleep 1000'
kill -TERM -$job
wait $job; echo "a group: $?"
begin 'sleep 1000'
kill -STOP -$job
kill -CONT -$job
kill -HUP -$job
wait $job; echo "stopped, continued, hung up: $?"
set +m

part 'options'
(set -e; echo before; false; echo 'not reached'); echo "set -e: $?"
(set -e; if false; then :; fi; false || true; ! true; false && true; echo 'all allowed'); echo "$?"
fails() { false; echo 'went on'; }
(set -e; fails || true); echo "tested, so it goes on: $?"
(set -e; fails; echo 'not reached'); echo "$?"
(set -u; echo "$never_set"; echo 'not reached') || echo 'set -u'
(set -u; echo "${never_set-a default} $#")
(exec 2>&1; set -x; echo traced "$name" 'two words')
(set -a; marked=yes; sh -c 'echo "set -a: $marked"')
case $- in *e*) echo 'e is on' ;; *) echo 'e is off' ;; esac
set -- -v; echo "$1"
printf 'echo "from a script: $0 $1"; exit 8' >script
sh script argument; echo "$?"
echo 'echo "from the input: $1"' | sh -s argument

part 'getopts'
parse() {
    OPTIND=1
    while getopts :ab:c option "$@"; do
        case $option in
            a | c) echo "option $option" ;;
            b) echo "option b with $OPTARG" ;;
            :) echo "no argument for $OPTARG" ;;
            '?') echo "unknown $OPTARG" ;;
        esac
    done
    shift $((OPTIND - 1))
    echo "left: $*"
}
parse -a -b value rest of it
parse -acbvalue -- -a
parse -x -b

part 'read'
printf 'one two three\n' | { read -r a b; echo "<$a> <$b>"; }
printf '  blanks around  \n' | { read -r a; echo "<$a>"; }
printf '  blanks around  \n' | { IFS= read -r a; echo "<$a>"; }
printf 'back\\slash and\\\ncontinued\n' | { read a; echo "<$a>"; }
printf 'back\\slash\n' | { read -r a; echo "<$a>"; }
printf 'a:b::c\n' | { IFS=: read -r a b c d; echo "<$a> <$b> <$c> <$d>"; }
printf 'no end of line' | { read -r a; echo "$? <$a>"; }
printf 'kept\nfor the next\n' | { read -r a; cat; }
sum=0
while IFS=, read -r planet number rest; do
    case $number in *[!0-9]* | '') continue ;; esac
    sum=$((sum + number))
done </text/table.csv
echo "sum $sum"

part 'builtins'
[ abc = abc ] && [ abc != abd ] && [ -n x ] && [ -z '' ] && [ 3 -lt 20 ] && [ ! -e missing ] && echo 'tests hold'
[ -d globs ] && [ -f file ] && [ -r file ] && [ -w file ] && [ ! -x file ] && [ ! -L file ] && echo 'of files too'
ln -s file link; [ -L link ] && [ -f link ] && echo 'a link'
[ 3 -gt ]; [ $? -gt 1 ] && echo 'a wrong test is an error'
printf '%s|%5d|%-5s|%05.1f|%x|%o|%c|%%\n' text 42 left 3.14159 255 8 char
printf '%s-%s\n' a b c d
printf '%b' 'tab\there\n'
umask 027; : >masked; umask | sed 's/^0*//'; stat -c %A masked
umask u=rwx,g=,o=; umask | sed 's/^0*//'
cd globs && pwd | sed 's/.*\///' && cd - >/dev/null && [ "$PWD" = "$work" ] && echo 'back again'
cd /no/such/folder || echo 'no such folder'
(cd ..; cd "$OLDPWD"; [ "$(pwd)" = "$work" ] && echo 'and back')
(ulimit -S -n 32; ulimit -n; sh -c 'ulimit -n')
(ulimit -S -n 8; exec 3<&0 4<&0 5<&0 6<&0 7<&0 && echo 'five more')
command -v cd; command -v parse; command -v no-such-command || echo 'no such command'
type cd
printf() { echo 'a function instead'; }
printf x; command printf 'the command itself\n'; unset -f printf
eval 'a=1; b=$((a + 1))'; echo "$a $b"
eval 'no-such-command'; echo "$?"
echo 'sourced=yes; return 6; sourced=no' >source
. ./source; echo "$sourced $?"
readonly fixed=1
(fixed=2; echo 'not reached'); [ $? -ne 0 ] && echo "$fixed"
true & exec_status=$!; wait $exec_status; (exec sh -c 'exit 11'); echo "$?"
alias_free=1; unset alias_free; echo "${alias_free-unset}"
: ignored $((x = 99)); echo "$x"
(times >/dev/null) && echo 'times'

part 'end'
trap 'cd /; rm -r "$work"; echo "last words, $?"' EXIT
ls | wc -l
exit 17
