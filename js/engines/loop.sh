#!/bin/sh
# @id@ for every valid row of a file that resetkit's batch wrote, one after the other:
#   sh @name@ rows.ndjson results.ndjson failures.ndjson
# results.ndjson gets the answers, which may hold passwords: only you can read it. A row with an answer there is not sent
# again, so that a run that was stopped goes on where it was. failures.ndjson gets the codes of errors.
# @tool@ takes a password as an argument only, for others on this machine to see while it runs, and sends it in the query of
# the URL, where the logs of servers keep it. @secrecy@
# @rate@
set -fu
umask 077
longest=@longest@
rows=${1:?the file of rows} results=${2:?the file for answers} failures=${3:?the file for errors}
folder=$(mktemp -d) || exit
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
: >>"$results" || exit
: >"$failures" || exit
export results

# The body of each row that has one and no answer yet: a word a member, its percent-encoding as escapes of printf.
LC_ALL=C awk '
  BEGIN {
    for (i = 0; i < 256; i++) escape[sprintf("%%%02X", i)] = sprintf("\\0%03o", i)
    while ((getline < ENVIRON["results"]) > 0) answered[row()] = 1
  }
  function row() { return match($0, /^\{"row":[0-9]+/) ? substr($0, 8, RLENGTH - 7) : "" }
  !(row() in answered) && match($0, /,"body":"[^"]*","warnings":/) {
    body = substr($0, RSTART + 9)
    sub(/".*/, "", body)
    out = ""
    while (match(body, /%[0-9A-F][0-9A-F]/)) {
      out = out substr(body, 1, RSTART - 1) escape[substr(body, RSTART, 3)]
      body = substr(body, RSTART + 3)
    }
    out = out body
    gsub(/&/, " ", out)
    print row(), out
  }
' <"$rows" | while IFS=' ' read -r row words; do
  fail() { printf '{"row":%s,"error":"%s"}\n' "$row" "$1" >>"$failures" || exit; }
  case " $words" in
    *\\0000*) fail unsendable_character; continue ;;
    # @secrets@
  esac
  set --
  for word in $words; do
    # The full stop keeps line feeds at the end.
    value=$(printf '%b.' "${word#*=}")
    value=${value%.}
    member=${word%%=*}
    case $member in
      # @flags@
    esac
  done
  seconds=1
  while :; do
    @command@ "$@" </dev/null >"$folder/answer" 2>"$folder/error"
    status=$?
    if [ "$status" -eq 0 ]; then
      answer=$(tr -d '\r\n' <"$folder/answer")
      printf '{"row":%s,"output":%s}\n' "$row" "${answer:-null}" >>"$results" || exit
      break
    fi
    # The code alone: the rest may repeat what was sent.
    code=$(sed -n 's/^[^A-Za-z]*[Ee]rror_\{0,1\}[Cc]ode"\{0,1\}: *"\{0,1\}\([A-Za-z][A-Za-z0-9._-]*\).*/\1/p' "$folder/error" "$folder/answer" | head -n 1)
    case $code in
      @retried@)
        if [ "$seconds" -le "$longest" ]; then
          sleep "$seconds"
          seconds=$((seconds * 2))
          continue
        fi ;;
    esac
    fail "${code:-exit_$status}"
    break
  done
done || exit
[ ! -s "$failures" ]
