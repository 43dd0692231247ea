/** What a number counts, with what it is in the first unit of its kind. */
export interface Unit {
  name: string;
  kind: string;
  factor: number;
}

/** Kind, then for each unit its name, what it is in the first, and its other forms. */
const table = `time: second 1 seconds sec secs s, minute 60 minutes min mins, hour 3600 hours hr hrs h,
  day 86400 days, week 604800 weeks, fortnight 1209600 fortnights
age: month 1 months, year 12 years yr yrs, decade 120 decades, century 1200 centuries, millennium 12000 millennia
length: metre 1 metres meter meters m, kilometre 1000 kilometres kilometer kilometers km kms,
  centimetre 0.01 centimetres centimeter centimeters cm, millimetre 0.001 millimetres millimeter millimeters mm,
  mile 1609.344 miles mi, foot 0.3048 feet ft, inch 0.0254 inches, yard 0.9144 yards yd
mass: kilogram 1 kilograms kilogramme kilogrammes kg kgs, gram 0.001 grams gramme grammes g, milligram 1e-6 milligrams mg,
  tonne 1000 tonnes, ton 907.18 tons, ounce 0.02835 ounces oz, lb 0.45359 lbs
volume: litre 1 litres liter liters, millilitre 0.001 millilitres milliliter milliliters ml, gallon 3.785 gallons, barrel 159 barrels
area: hectare 1 hectares ha, acre 0.4047 acres
share: percent 1 %, point 1 points
heat: degree 1 degrees °, °c 1 celsius, °f 1 fahrenheit
speed: mph 1.609, km/h 1 kph
frequency: hertz 1 hz, kilohertz 1e3 khz, megahertz 1e6 mhz, gigahertz 1e9 ghz
power: watt 1 watts, kilowatt 1e3 kilowatts kw, megawatt 1e6 megawatts mw, gigawatt 1e9 gigawatts gw
data: byte 1 bytes, kilobyte 1e3 kilobytes kb, megabyte 1e6 megabytes mb, gigabyte 1e9 gigabytes gb, terabyte 1e12 terabytes tb
dollar: dollar 1 dollars $ us$ usd, cent 0.01 cents
euro: euro 1 euros € eur
pound: pound 1 pounds £ gbp
yen: yen 1 ¥ jpy
yuan: yuan 1 rmb renminbi cny
rupee: rupee 1 rupees ₹ inr
rouble: rouble 1 roubles ruble rubles
franc: franc 1 francs chf
era: bc 1 bce b.c b.c.e, ad 1 ce a.d c.e`;

export const units: ReadonlyMap<string, Unit> = new Map(
  table.split('\n').reduce<[string, Unit][]>((entries, line) => {
    const [, kind = entries.at(-1)?.[1].kind ?? '', rest = ''] =
      /^(?:(\w+):)?(.*)$/.exec(line.trim()) ?? [];
    for (const part of rest.split(',')) {
      const [name, factor, ...forms] = part.trim().split(/\s+/);
      if (!name) continue;
      const unit = { name, kind, factor: Number(factor) };
      for (const form of [name, ...forms]) entries.push([form, unit]);
    }
    return entries;
  }, []),
);

/** Rounding of a measure that is given in two systems: 40 kilometres are 25 miles. */
const tolerance = 0.03;

/** Whether two numbers, each with its unit, are one measure: 7 days and 1 week, 36 inches and 0.91 m. */
export function isSameMeasure(
  value: number,
  unit: Unit | undefined,
  otherValue: number,
  otherUnit: Unit | undefined,
): boolean {
  if (!unit || !otherUnit || unit.name === otherUnit.name) return value === otherValue;
  if (unit.kind !== otherUnit.kind || unit.kind === 'era' || unit.kind === 'heat') return false;
  const [left, right] = [value * unit.factor, otherValue * otherUnit.factor];
  return Math.abs(left - right) <= tolerance * Math.max(left, right);
}
