# busybox on processes: /bin/busybox sh /scripts/applets/processes.sh
. /scripts/applets/common.sh

# It signals only processes of its own: run-on-linux gives user 0 every process of the host.

try 'ps | head -n 1'
try 'ps -o pid,ppid,pgid,vsz,stat,args | head -n 1'
sleep 1000 & job=$!
until [ "$(cat /proc/$job/comm)" = sleep ]; do :; done
try 'ps -o pid,args | grep -c "^ *$job sleep 1000\$"'
try 'kill -0 $job && kill $job'
wait $job 2>/dev/null; echo "$?"
try 'kill -0 $job 2>/dev/null; echo $?; kill -l | head -n 3; kill -l USR1; kill -l 9'
try 'killall no-such-program'
try 'pidof no-such-program'
try 'top -b -n 1 | sed -n "/^ *PID/{s/ *\$//;p}"; top -b -n 1 | grep -c "^Mem: .*used, .*free"'
try 'time true 2>&1 | sed "s/[0-9.]*m.*s\$/-/"; time -p sh -c "exit 5" 2>&1 | sed "s/[0-9]/0/g"'
try 'time -f %x sh -c "exit 5"; time -f "%C %x" true'
try 'sh -c "renice -n 4 -p \$\$; cut -d \" \" -f 19 /proc/self/stat"; renice -n 3 -p 0'
try 'setsid sh -c "echo a session"; setsid true'
try 'timeout 5 echo in time; timeout -s KILL 0.05 sleep 1000; timeout 5 sh -c "exit 9"'
try 'sleep 0.01; sleep x'
try 'usleep 1000; sleep 0 && echo slept'
try 'id; id -u; id -n -g; whoami; groups'
try 'uname -s -m; hostname >/dev/null'
try 'echo $HOME; nproc | grep -c .; uptime | grep -c "load average"'
try 'free | head -n 1; cat /proc/self/comm; tr "\0" " " </proc/self/cmdline; echo'
try 'grep -E "^(Name|State|Threads|Umask)" /proc/self/status; readlink /proc/self/exe; ls /proc/self/fd | wc -l'
try 'cut -d " " -f 2,3 /proc/self/stat; readlink /proc/self/cwd | sed "s/[0-9][0-9]*/N/"; grep -c stack /proc/self/maps'
try 'mkdir -p root/bin; cp /bin/busybox root/bin; chroot root /bin/busybox ls /; chroot root /bin/busybox pwd; chroot root /bin/none; chroot none true'
try 'yes | sh -c "exec head -n 1"; (yes; echo "yes: $?" >&2) | head -n 1'
try 'sh -c "kill -PIPE \$\$"; sh -c "kill -ABRT \$\$"'
try 'taskset 1 sh -c "nproc"'
try 'ulimit -a | grep -c .; ulimit -n; ulimit -c'
try '(ulimit -v 20000; sh -c "echo small") '
try 'run-parts --test . ; env -i /bin/busybox sh -c "echo \$PATH"'
try 'sh -c "exec 3<>/dev/tty && echo a controlling terminal"; stty </dev/tty 2>&1 | sed "s/ [0-9]* baud//;q"'

cd / && rm -r "$work"
