import { AppError } from '../../shared/errors.ts'

export const SHORTEST_PASSWORD = 15

/** Long passwords that guessing programs try first; compared without case, spaces and punctuation. */
const BLOCKLIST: ReadonlySet<string> = new Set(
  `passwordpassword password12345678 password123456789 password1234567 passwordpassword1 mypasswordmypassword thisismypassword thisisapassword
thisispassword1 mysecretpassword mysuperpassword supersecretpassword secretpassword1 secretpassword123 changemechangeme changemenow12345
letmeinletmein1 letmeinletmeinletmein pleaseletmein12 pleaseletmeinnow qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm
qwertyuiop123456 qwertyuiop1234567890 qwerty123456789 qwerty1234567890 qwertyqwerty123 1qaz2wsx3edc4rfv 1qaz2wsx3edc4rfv5tgb qazwsxedcrfvtgb
qazwsxedcrfvtgbyhn asdfghjklzxcvbn asdfghjklqwertyuiop zxcvbnmasdfghjkl zxcvbnmasdfghjklqwertyuiop poiuytrewqlkjhgfdsa 123456789012345 1234567890123456
12345678901234567890 012345678901234 0123456789012345 123456789123456789 987654321098765 9876543210987654 098765432109876 1234567890qwerty
1234567890qwertyuiop 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8 a1b2c3d4e5f6g7h8 abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz
abcdefg12345678 abcd1234abcd1234 abc123abc123abc123 iloveyouiloveyou iloveyousomuch1 iloveyouforever iloveyouforever1
administrator123 administrator1234 administrator12345 adminadminadmin rootrootrootroot welcomewelcome1 welcome123456789 welcometothejungle
trustno1trustno1 monkeymonkeymonkey dragondragondragon footballfootball baseballbaseball sunshinesunshine princessprincess superman123456789
batmanbatmanbatman starwarsstarwars maytheforcebewithyou todayisagoodday alohomoraalohomora openthedoorplease creditriskmodel creditriskmodels
creditriskscorecard riskmanagement1 riskmanagement123 modelgovernance modelgovernance1 modelvalidation modelvalidation1 assayassayassay
assayworkspace1 assayworkspace123 scorecardscorecard`.split(/\s+/),
)

/**
 * Checks a new password: length and a blocklist, no rules of composition.
 *
 * @param context - names a guesser would try, such as user and workspace
 * @throws AppError `invalidInput`
 * @see NIST SP 800-63B-4, section 3.1.1
 */
export function checkNewPassword(password: string, context: readonly string[]): void {
  const characters = [...password.normalize('NFC')]
  if (characters.length < SHORTEST_PASSWORD) {
    throw new AppError(
      'invalidInput',
      `A password needs at least ${SHORTEST_PASSWORD} characters, got ${characters.length}`,
      {
        hint: 'Four or five unrelated words are easy to remember and hard to guess.',
        place: { field: 'password' },
      },
    )
  }
  const plain = withoutDecoration(password)
  const isKnown =
    BLOCKLIST.has(plain) ||
    isRepetition(password.toLowerCase()) ||
    isRepetition(plain) ||
    context.some((name) => isMadeOf(plain, withoutDecoration(name)))
  if (isKnown) {
    throw new AppError('invalidInput', 'The password is one of those that guessing programs try first', {
      hint: 'Take four or five unrelated words.',
      place: { field: 'password' },
    })
  }
}

function withoutDecoration(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** One short piece over and over. */
function isRepetition(text: string): boolean {
  return text.length >= SHORTEST_PASSWORD && /^(.{1,4})\1+$/su.test(text)
}

function isMadeOf(text: string, name: string): boolean {
  return name !== '' && /^[0-9]*$/.test(text.replaceAll(name, '')) && text.includes(name)
}
