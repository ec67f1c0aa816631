/** The provider's pages. All of them work without JavaScript. */
import { escapeHtml, frame, type Page } from './html.ts'
import { type Person, samplePassword } from './people.ts'

type Tried = { username: string; fault: string }

/** The sign-in form, and the sample people as buttons. */
export function signInPage(people: Person[], tried?: Tried): Page {
  const samples = people.filter(({ password }) => password === samplePassword)
  const fault = tried ? `<p class="fault" role="alert" id="fault">${escapeHtml(tried.fault)}</p>` : ''
  const described = tried ? ' aria-describedby="fault" aria-invalid="true"' : ''
  return frame(
    'Sign in to Slipway',
    `<h1>Sign in to Slipway</h1>
<p class="soft">The sample sign-in provider of this machine.</p>${fault}
<form method="post">
<label>User name<input name="username" value="${escapeHtml(tried?.username ?? '')}" autocomplete="username" autocapitalize="none" required autofocus${described}></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required${described}></label>
<button class="primary">Sign in</button>
</form>
${samples.length > 0 ? `<h2>Sample people</h2><ul>${samples.map(sampleButton).join('')}</ul>` : ''}
<form method="post"><p><button class="plain" name="cancel" value="yes">Back to Slipway</button></p></form>`,
  )
}

/** Ends the provider's session: by itself with JavaScript, at a click without. */
export function signOutPage(form: string): Page {
  return frame(
    'Sign out of Slipway',
    `<h1>Sign out of Slipway</h1><p class="soft">This also ends your session with the sign-in provider.</p>${form}
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
    `document.querySelector('button').click()`,
  )
}

/** Shown where nobody said where to go after signing out. */
export function signedOutPage(webUrl: string): Page {
  return frame('Signed out', `<h1>You are signed out</h1><p>${backLink(webUrl)}</p>`)
}

/** What went wrong, in the provider's words. */
export function errorPage(out: Record<string, string>, webUrl: string): Page {
  const text = out.error_description ?? out.error ?? 'The sign-in could not be finished.'
  return frame(
    'Sign-in failed',
    `<h1>Sign-in failed</h1><p class="fault" role="alert">${escapeHtml(text)}</p><p>${backLink(webUrl)}</p>`,
  )
}

function sampleButton({ username, password, name, about }: Person): string {
  return `<li><form method="post"><input type="hidden" name="username" value="${escapeHtml(username)}"><input type="hidden" name="password" value="${escapeHtml(password)}"><button>${escapeHtml(name)}<span>${escapeHtml(about)}</span></button></form></li>`
}

function backLink(webUrl: string): string {
  return `<a href="${escapeHtml(webUrl)}/">Back to Slipway</a>`
}
