export const LEAST_PASSWORD_LENGTH = 15

/** What is wrong with a new password, or null. The workspace itself checks again, with its list of common passwords. */
export function passwordProblem(password: string, repeated: string): string | null {
  const length = Array.from(password).length
  if (length < LEAST_PASSWORD_LENGTH)
    return `${LEAST_PASSWORD_LENGTH - length} more ${LEAST_PASSWORD_LENGTH - length === 1 ? 'character' : 'characters'} needed`
  if (password !== repeated) return 'The two entries differ'
  return null
}
