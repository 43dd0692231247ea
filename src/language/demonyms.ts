/**
 * Adjectives and abbreviations of countries and regions, with the name that they stand for, lower
 * case. A question about "American firms" is about firms of the United States.
 */
export const demonyms: ReadonlyMap<string, string> = new Map(
  `africa african;america american;argentina argentine argentinian;asia asian;australia australian;
  austria austrian;belgium belgian;brazil brazilian;britain british uk uk.;canada canadian;
  chile chilean;china chinese sino prc prc.;colombia colombian;denmark danish;egypt egyptian;
  england english;europe european eu eu.;finland finnish;france french;germany german;greece greek;
  hungary hungarian;india indian;indonesia indonesian;iran iranian;iraq iraqi;ireland irish;
  israel israeli;italy italian;japan japanese;kenya kenyan;korea korean;malaysia malaysian;
  mexico mexican;netherlands dutch;nigeria nigerian;norway norwegian;pakistan pakistani;
  philippines philippine filipino;poland polish;portugal portuguese;russia russian;
  scotland scottish;singapore singaporean;spain spanish;sweden swedish;switzerland swiss;
  taiwan taiwanese;thailand thai;turkey turkish;ukraine ukrainian;vietnam vietnamese`
    .split(';')
    .map((entry) => entry.trim().split(/\s+/))
    .flatMap(([name, ...forms]) => forms.map((form): [string, string] => [form, name!])),
);

const unitedStates =
  /\b(?:[Tt]he\s+)?United\s+States(?:\s+of\s+America)?\b|\bU\.\s?S\b\.?(?:\s?A\b\.?)?|\bUSA?\b/g;

/** Writes the one country that goes by two words and by initials as a single name. */
export const nameUnitedStates = (text: string): string => text.replace(unitedStates, 'America');
