/** The fixed texts of a build context: scripts that read the list files, never containing a user's text. */

export const aptConf = `#clear DPkg::Post-Invoke;
#clear APT::Update::Post-Invoke;
Binary::apt-get::APT::Keep-Downloaded-Packages "true";
APT::Keep-Downloaded-Packages "true";
APT::Update::Error-Mode "any";
APT::Cmd::Pattern-Only "true";
Acquire::Languages "none";
Acquire::Retries "3";
Dir::Cache::pkgcache "pkgcache.bin";
Dir::Cache::srcpkgcache "srcpkgcache.bin";
Dpkg::Use-Pty "0";
Dpkg::Options:: "--force-unsafe-io";
Dpkg::Options:: "--force-confold";
`

export const aptScript = `set -eu
command -v apt-get >/dev/null || { echo "slipway: the base image has no apt-get" >&2; exit 64; }
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
apt-get -q -c /run/slipway/apt.conf update
xargs -r -d '\\n' -a /run/slipway/apt.txt apt-get -q -c /run/slipway/apt.conf install -y --no-install-recommends --
rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old
`

export const condaScript = `set -eu
conda=$(command -v conda || command -v mamba || command -v micromamba || true)
[ -n "$conda" ] || { echo "slipway: the base image has no conda" >&2; exit 64; }
[ ! -s /run/slipway/condarc ] || export CONDARC=/run/slipway/condarc
export CONDA_AUTO_UPDATE_CONDA=false CONDA_NOTIFY_OUTDATED_CONDA=false
set --
while IFS= read -r channel; do set -- "$@" --channel "$channel"; done </run/slipway/conda-channels.txt
xargs -r -d '\\n' -a /run/slipway/conda.txt "$conda" install --quiet --yes "$@" --
`

export const pipScript = `set -eu
if command -v pip >/dev/null; then set -- pip
elif command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1; then set -- python3 -m pip
else echo "slipway: the base image has no pip" >&2; exit 64; fi
export PIP_CONFIG_FILE=/run/slipway/pip.conf PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_CACHE_DIR=/run/slipway/pip-cache
"$@" install --progress-bar off -r /run/slipway/pip.txt
`

/** Writes what is installed to /slipway-manifest; a part that fails is left out, the build is not to blame. */
export const collectScript = `m=/slipway-manifest
rm -rf $m
mkdir -p $m
command -v dpkg-query >/dev/null && dpkg-query -W -f '\${db:Status-Abbrev}\\t\${binary:Package}\\t\${Version}\\n' | sed -n 's/^ii *\\t//p' >$m/apt.tsv
conda=$(command -v conda || command -v mamba || command -v micromamba) && "$conda" list --json >$m/conda.json
if command -v pip >/dev/null; then pip list --format=json --disable-pip-version-check >$m/pip.json
elif command -v python3 >/dev/null; then python3 -m pip list --format=json --disable-pip-version-check >$m/pip.json; fi
[ -f /etc/os-release ] && cp /etc/os-release $m/os-release
exit 0
`

/** pip's own settings for the build; a plain-HTTP index is trusted because the administrator named it. */
export function pipConf(indexUrl?: string): string {
  if (!indexUrl) return '[global]\n'
  const { protocol, hostname } = new URL(indexUrl)
  const trusted = protocol === 'http:' ? `trusted-host = ${hostname}\n` : ''
  return `[global]\nindex-url = ${indexUrl}\n${trusted}`
}

/**
 * conda's settings for the build, which win over those of the base's own files; empty where there are none. The file
 * must be named `condarc`: conda reads no other name without an ending. A JSON string is a YAML string.
 */
export function condarc(channelAlias?: string): string {
  return channelAlias ? `channel_alias: ${JSON.stringify(channelAlias)}\n` : ''
}
