/** What a question word asks for, and how a sentence that has it looks. */
const kinds: readonly { asks: RegExp; offers: RegExp }[] = [
  {
    asks: /\b(?:when|what (?:year|date|day|month|time)|which (?:year|date|day|month)|since when|how long ago)\b/i,
    offers:
      /\b(?:1[0-9]{3}|20[0-9]{2})\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|century|years?|decades?|months?|weeks?|days?)\b/i,
  },
  {
    asks: /\b(?:how (?:many|much|often|long|old|far|tall|large|big|high|deep|wide)|what (?:percentage|percent|share|number|amount|proportion|fraction)|to what extent)\b/i,
    offers:
      /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|several|many|few|none|most|majority|twice|once)\b/i,
  },
  {
    asks: /\b(?:contact|contacted|reach|reached|get in touch|e-?mail|phone|telephone|call|website)\b/i,
    offers:
      /[^\s@]+@[^\s@]+\.\p{L}|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\+\d[\d ()-]{7,}|\bwww\.|\bhttps?:\/\//iu,
  },
  {
    asks: /\b(?:who|whom|whose)\b/i,
    offers: /(?:^|[^.!?…]\s)["“(]?\p{Lu}[\p{L}'’-]+|\b(?:he|she|they|people|author|president)\b/u,
  },
  {
    asks: /\b(?:where|(?:what|which) (?:country|city|place|state|town|region|location))\b/i,
    offers: /\b(?:in|at|from|near|to|across|of)\s+(?:the\s+)?\p{Lu}/u,
  },
];

/**
 * Tells of sentences whether they have what the question's form asks for: a date, a number, a name,
 * a place. All do where the form asks for none of these.
 */
export function expectedKind(question: string): (sentence: string) => boolean {
  const kind = kinds.find(({ asks }) => asks.test(question));
  return kind ? (sentence) => kind.offers.test(sentence) : () => true;
}
