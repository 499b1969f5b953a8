#!/usr/bin/env bash
# Makes a WildFly installation fit for Baton, or takes that back. Works on the files of a server
# that is not running, in one run of jboss-cli; running it twice changes nothing more.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: configure.sh WILDFLY_HOME --driver POSTGRESQL_JAR   apply all steps, in order
       configure.sh WILDFLY_HOME --undo                    take them back, in reverse order
Options: --config FILE   the server's configuration to work on (standalone-full.xml)
         --option NAME   apply, or take back, options/NAME as well
USAGE
}

fail() {
  echo "configure.sh: $*" >&2
  exit 1
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home='' driver='' option='' undo=false config=standalone-full.xml
while [ $# -gt 0 ]; do
  case $1 in
    --driver) [ $# -ge 2 ] || fail "--driver needs the path of a jar"; driver=$2; shift ;;
    --config) [ $# -ge 2 ] || fail "--config needs a file name"; config=$2; shift ;;
    --option) [ $# -ge 2 ] || fail "--option needs a name"; option=$2; shift ;;
    --undo) undo=true ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; fail "unknown option $1" ;;
    *) home=$1 ;;
  esac
  shift
done

[ -n "$home" ] || { usage >&2; exit 1; }
[ -x "$home/bin/jboss-cli.sh" ] || fail "no WildFly in $home (bin/jboss-cli.sh is missing)"
[ -f "$home/standalone/configuration/$config" ] || fail "no configuration $config in $home"
home=$(cd "$home" && pwd)
[ -z "$option" ] || [ -f "$here/options/$option.cli" ] || fail "no option $option in $here/options"

# The scripts hold the defaults of the settings; the file that documents them must say the same.
while IFS='=' read -r key value; do
  case $key in '' | '#'*) continue ;; esac
  grep -qF "\${$key:$value}" "$here"/*.cli \
    || fail "defaults.properties says $key=$value, but no script has \${$key:$value}"
done <"$here/defaults.properties"

steps=()
if $undo; then
  for script in "$here"/[0-9]*.undo.cli ${option:+"$here/options/$option.undo.cli"}; do steps=("$script" ${steps[@]+"${steps[@]}"}); done
else
  [ -f "$driver" ] || fail "--driver must name the PostgreSQL JDBC jar (given: '${driver:-nothing}')"
  driver=$(cd "$(dirname "$driver")" && pwd)/$(basename "$driver")
  for script in "$here"/[0-9]*.cli ${option:+"$here/options/$option.cli"}; do
    case $script in *.undo.cli) ;; *) steps+=("$script") ;; esac
  done
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  echo "embed-server --server-config=$config --std-out=discard"
  $undo || echo "set driverJar=\"$driver\""
  for script in "${steps[@]}"; do
    echo "echo $(basename "$script" .cli)"
    cat "$script"
  done
  echo 'stop-embedded-server'
} >"$work/all.cli"

# Without a password the expression cannot be resolved, but nothing connects here.
JBOSS_HOME=$home "$home/bin/jboss-cli.sh" --file="$work/all.cli" >"$work/out" 2>&1 </dev/null && status=0 || status=$?
grep -E "^[0-9]{2}-|^\(${option:+|^$option}" "$work/out" || true
if [ "$status" -ne 0 ] || grep -q '"outcome" => "failed"' "$work/out"; then
  sed 's/^/  /' "$work/out" >&2
  fail "the step named last above failed; the steps before it hold (--undo takes them back)"
fi
$undo && echo "Done: $home/standalone/configuration/$config is as it was." \
  || echo "Done: $home/standalone/configuration/$config is ready for Baton."
