import { AppError } from '../../shared/errors.ts'

/**
 * Makes sure this page has a session with the browser host: exchanges the one-time token of the link where there is one,
 * otherwise relies on the cookie of an earlier load. The token leaves the address bar and the history at once.
 *
 * @throws AppError `forbidden` when the link was used before and there is no session
 */
export async function openPageSession(
  page: Pick<Window, 'location' | 'history'> = window,
  request: typeof fetch = fetch,
): Promise<void> {
  const token = /^#token=([A-Za-z0-9_-]+)$/.exec(page.location.hash)?.[1]
  if (token !== undefined) {
    page.history.replaceState(null, '', page.location.pathname)
    if (await isAccepted(request, 'POST', JSON.stringify({ token }))) return
  }
  if (await isAccepted(request, 'GET', null)) return
  throw new AppError(
    'forbidden',
    token === undefined ? 'This page has no session with Assay' : 'This link has been used already',
    {
      hint: 'Press Enter in the window where Assay runs for a new link, or start Assay again.',
    },
  )
}

async function isAccepted(request: typeof fetch, method: 'GET' | 'POST', body: string | null): Promise<boolean> {
  try {
    const response = await request('/session', {
      method,
      credentials: 'same-origin',
      ...(body === null ? {} : { body, headers: { 'content-type': 'application/json' } }),
    })
    return response.ok
  } catch (cause) {
    throw new AppError('internal', 'Assay does not answer', {
      hint: 'Start it again; your work is saved in the workspace.',
      cause,
    })
  }
}
