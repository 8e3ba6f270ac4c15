/** Common given names of several languages, lower case, without accents; names that are also plain words or places are left out. */
const GIVEN_NAMES: ReadonlySet<string> = new Set(
  (
    'aaron adam adrian agnieszka ahmed aino alain alan albert alberto alejandro aleksandra alessandro alex alexander alexandra alexandre ' +
    'alice alicia ali amanda amelie amir amy ana andre andrea andreas andrew andrzej angela angelika anil anita anja ann anna anne anneli ' +
    'annika anthony antoine antonio arjun arthur arun astrid barbara beata beatriz ben benjamin bernard bernd bettina birgit bjorn brandon ' +
    'brenda brian bruno camille carla carlo carlos carmen carol caroline catherine cecilia charles charlotte chiara chloe christian ' +
    'christina christine christoph christopher claire clara claudia claudio claus craig cristina cynthia daniel daniela david deborah deepak ' +
    'denise dennis diana diego dieter dirk dmitri dominik donald donna doris dorothy edward elena eduardo eero elisa elisabeth elizabeth ella ' +
    'emil emilia emily emma eric erik erika ernesto esther eva ewa fabian fatima felix fernando filip florian francesca francesco francois ' +
    'frank franz frederic frida friedrich gabriel gabriele gary geert georg george gerard gerhard giovanni giulia giuseppe gloria grace ' +
    'gregory grzegorz guido guillaume gunnar gustav hannah hanna hans harald harold hassan heather heike heinz helen helena helga helmut ' +
    'henri henrik henry holger hugo ian ibrahim ines ingrid irene isabel isabella ivan jacek jack jacob jacqueline jakob jakub james jan jana ' +
    'jane janet jason javier jean jeffrey jennifer jens jeremy jerzy jesper jessica joan joanna joao joe johan johanna johannes john jonas ' +
    'jonathan jorge jose joseph joshua juan juha julia julian julie julien jurgen justin kai karen karin karl karolina katarzyna katharina ' +
    'katherine kathleen kathrin katja kayla keith kenneth kevin kimberly klaus krzysztof kumar kurt kyle lars laura lauren laurent lea leon ' +
    'leonardo liam lina linda lisa lorenzo louis louise luca lucas lucia lucy luis lukas magdalena malgorzata manfred manuel marc marcel ' +
    'marcin marco marcos margaret margarita maria mariana marie mario marion mark markus marta martha martin martina mary mateusz mathias ' +
    'matteo matthew matthias matti maurice max maximilian mehmet melanie melissa michael michal michel michele michelle miguel mike mikael ' +
    'mohamed mohammed monica monika muhammad nadia nancy natalia natalie nathalie nathan nicholas nicolas nicole niklas nikolai nils noah ' +
    'nora olga oliver olivia olivier omar oscar pablo pamela paolo pascal patricia patrick paul paula paulo pawel pedro peter petra philip ' +
    'philipp philippe pierre piotr priya rachel rafael rahul rainer ralf ralph ramon raymond rebecca renate rene ricardo riccardo richard ' +
    'rita robert roberto roger roland ronald rosa rudolf ruth ryan sabine salvatore samantha samuel sandra sanjay sara sarah scott sebastian ' +
    'sergio sharon silvia simon simone sofia sonia sophia sophie stefan stefanie stefano stephanie stephen steven sunil susan susanne svetlana ' +
    'sylvia sylvie tamara tanja teresa thomas tim timothy tobias tom tomasz torsten tuomas tyler ulrich ulrike ursula uwe valentina vanessa ' +
    'veronika victor victoria vincent walter werner wilhelm william wojciech wolfgang xavier yasmin yusuf yves zoe zofia'
  ).split(' '),
)

/**
 * Whether a word is a common given name; case and accents are not minded. About 450 names: enough to know a column of
 * names, never to clear one.
 *
 * @param word - one word
 */
export function isCommonGivenName(word: string): boolean {
  return GIVEN_NAMES.has(word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase())
}
