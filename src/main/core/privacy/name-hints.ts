import { columnWords } from './column-words.ts'
import type { PiiClass } from './pii-classes.ts'

type HintedClass = Exclude<PiiClass, 'other'>

/** Phrases of column names by class, comma separated; a phrase fits as whole words, or as the whole name run together. */
const PHRASES: Readonly<Record<Exclude<HintedClass, 'personName'>, string>> = {
  email:
    'email, e mail, mail address, mailadresse, emailadresse, courriel, correo, correo electronico, posta elettronica, 邮箱',
  phone:
    'phone, phones, telephone, telephones, tel, tel no, tel nr, telefon, telefono, telefone, telefonnummer, telefoonnummer, telefoon, ' +
    'mobile, mobile no, mobile number, mobil, mobilnummer, mobilfunk, handy, handynummer, rufnummer, cell, cellphone, cellular, ' +
    'celular, movil, portable, gsm, fax, faxnummer, phonenumber, msisdn, whatsapp, puhelin, telefonszam, телефон, 电话, 手机',
  nationalId:
    'ssn, social security, social security number, sin, social insurance number, nino, national insurance, ni number, national id, ' +
    'national identifier, nationalid, national number, tax id, taxid, tin, tax file number, tfn, steuer id, steuerid, steuer idnr, idnr, ' +
    'steuernummer, steuer identifikationsnummer, nir, insee, numero securite sociale, num secu, codice fiscale, cf, dni, nie, nif, bsn, ' +
    'burgerservicenummer, pesel, personnummer, hetu, henkilotunnus, rijksregisternummer, numero national, nrn, cpf, aadhaar, aadhar, ahv, ' +
    'ahv nr, avs, passport, passport no, passport number, passnummer, id card, identity number, identity card, ausweisnummer, 身份证',
  iban: 'iban, iban no, iban number',
  cardNumber:
    'card number, card no, card num, cardnumber, credit card, credit card number, debit card, cc number, ccnum, pan, kartennummer, ' +
    'kreditkarte, kreditkartennummer, numero carte, numero tarjeta, carta credito',
  address:
    'address, addr, street, strasse, anschrift, adresse, wohnadresse, hausnummer, direccion, domicilio, indirizzo, rue, calle, via, ' +
    'endereco, logradouro, adres, ulica, straat, residence address, home address, adress, osoite, адрес, 地址',
  postalCode:
    'zip, zip code, zipcode, postcode, post code, postal code, postal, postalcode, plz, postleitzahl, code postal, cp, codigo postal, ' +
    'cap, codice postale, cep, postnummer, postnr, kod pocztowy, pincode, pin code',
  dateOfBirth:
    'dob, d o b, birth date, date of birth, birthdate, birthday, birth day, birth dt, born, born on, date birth, geburtsdatum, geburtstag, ' +
    'geb datum, gebdatum, gebdat, geboren, date de naissance, date naissance, naissance, fecha de nacimiento, fecha nacimiento, nacimiento, ' +
    'data di nascita, data nascita, nascita, data de nascimento, data nascimento, nascimento, geboortedatum, data urodzenia, ' +
    'fodselsdato, fodelsedatum, syntymaaika, birth, 出生日期',
  ipAddress: 'ip, ip address, ipaddress, ip addr, ipaddr, ipv4, ipv6, client ip, remote addr, ip adresse',
  accountNumber:
    'account number, account no, account num, account nr, account nbr, account id, acct number, acct no, acct num, acct nbr, acct id, acct, ' +
    'accountnumber, accountno, kontonummer, konto nr, kontonr, konto nummer, numero de compte, numero compte, numero de cuenta, ' +
    'numero cuenta, numero conto, rekeningnummer, bank account, bank account number, numer konta',
}
const PHRASE_LISTS = Object.entries(PHRASES).map(([hinted, phrases]) => ({
  hinted: hinted as HintedClass,
  phrases: phrases.split(', '),
}))

/** Words that make a column say something about the item (`phone_verified`, `address_type`) instead of holding it. */
const ABOUT = new Set(
  (
    'type typ flag status count counts has is verified valid validated length score months month years year duration domain format kind ' +
    'indicator ind consent optin opt changes changed change since time rate age present provided missing same match matched ratio share hash ' +
    'state country city place ort land lugar lieu luogo weight order owner ownership usage use used minutes calls bill spend limit balance ' +
    'amount brand issuer provider carrier quality tenure'
  ).split(' '),
)

const STRONG_NAMES = new Set(
  (
    'firstname lastname surname fullname forename givenname familyname middlename maidenname fname lname vorname nachname familienname ' +
    'zuname kundenname prenom apellido apellidos cognome nazwisko fornavn etternavn efternavn efternamn fornamn sobrenome achternaam ' +
    'voornaam etunimi sukunimi username фамилия 姓名'
  ).split(' '),
)
const BARE_NAMES = new Set('name names nom nome nombre naam navn namn nimi imie имя'.split(' '))
const PERSON_WORDS = new Set(
  (
    'first last middle full given family maiden legal complete sur fore of the borrower co coborrower applicant coapplicant customer client ' +
    'person employee debtor holder cardholder accountholder owner contact guarantor spouse father mother parent patient user member buyer seller ' +
    'tenant insured beneficiary signatory director kunde kunden kreditnehmer antragsteller cliente titular persona completo emprunteur 1 2 3'
  ).split(' '),
)
const THINGS = new Set(
  (
    'product brand company employer firm city town county state country region bank branch lender merchant vendor supplier dealer store shop ' +
    'model make school university college place location title stadt ort ciudad ville produkt firma filiale'
  ).split(' '),
)
const STRONG_QUALIFIERS = new Set(
  'first last middle full given family maiden borrower applicant customer client person employee debtor'.split(' '),
)

/** What a column's name suggests it holds. */
export interface NameHints {
  readonly classes: ReadonlySet<HintedClass>
  /** Whether `personName` rests on a bare word such as `name`, which things have too. */
  readonly isBareName: boolean
  /** Whether the name is one of a place, a company or a product: words in it that look like people's names are none. */
  readonly isThing: boolean
}

/**
 * Classes of personal data a column name speaks of, in the languages of Europe and a few beyond. A name about the item,
 * not holding it, says nothing: `phone_verified`, `address_type`, `birth_country`. A name of a thing is no person's:
 * `product_name`, `bank_name`, `filename`.
 *
 * @param name - any column name
 */
export function nameHints(name: string): NameHints {
  const words = columnWords(name)
  const classes = new Set<HintedClass>()
  const isThing = words.some((word) => THINGS.has(word))
  if (words.some((word) => ABOUT.has(word)) && !isHolderName(words)) return { classes, isBareName: false, isThing }
  const spaced = ` ${words.join(' ')} `
  const run = words.join('')
  for (const { hinted, phrases } of PHRASE_LISTS) {
    if (phrases.some((phrase) => spaced.includes(` ${phrase} `) || run === phrase.replaceAll(' ', '')))
      classes.add(hinted)
  }
  if (classes.has('email') || classes.has('ipAddress')) classes.delete('address')
  if (classes.has('iban') || classes.has('cardNumber')) classes.delete('accountNumber')
  const person = personNameHint(words, run)
  if (person !== null) classes.add('personName')
  return { classes, isBareName: person === 'bare', isThing }
}

/** `owner_name` names a person although `owner` alone tells about a thing. */
function isHolderName(words: readonly string[]): boolean {
  return (
    words.some((word) => BARE_NAMES.has(word)) && words.every((word) => BARE_NAMES.has(word) || PERSON_WORDS.has(word))
  )
}

function personNameHint(words: readonly string[], run: string): 'strong' | 'bare' | null {
  if (STRONG_NAMES.has(run) || words.some((word) => STRONG_NAMES.has(word))) return 'strong'
  if (!isHolderName(words)) return null
  return words.some((word) => STRONG_QUALIFIERS.has(word)) ? 'strong' : 'bare'
}
