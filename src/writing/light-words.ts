import type { Word } from './read-statement.ts';
import { units } from './units.ts';

/**
 * Content words that carry how something is told and not what: they come and go where a text is
 * put in other words. What could be wrong about them, other comparisons look at.
 */
const lightWords: ReadonlySet<string> = new Set(
  `across along alongside among amongst despite even like throughout unlike versus about above after before below beneath beyond earlier outside older younger according accordingly account accounted accounting accounts addition additionally almost
    already although altogether another approximately area around aspect aspects away based became
    become becomes behind believe believed believes besides brief briefly bring brings brought
    call called calls case cases certain clearly come comes coming concern concerning consider
    considered considers consist consisting consists contain contained containing contains context
    course currently day days detail details document documents due effectively entirely
    especially essentially event eventually ever exactly example examples exist exists fact far
    finally following form former forms further generally get gets getting go goes going help
    helps hence however importantly include included includes including indeed indicate indicates
    inside involve involved involves involving item known later latter least less likewise
    literally longer main mainly mean meaning means meanwhile merely moreover mostly much name
    named namely nearly necessarily need needed needs never nevertheless next nobody none notably
    note noted notes nothing number numbers occasionally occur occurred occurs often originally
    otherwise overall part particular particularly parts passage passages people per perhaps
    period person place places point points possible possibly present presently previous
    previously primarily process provide provided provides put quote quotes rather refer referred
    refers regarding relate related relates respectively result resulted resulting results role
    roughly section see seem seems seen seldom separately several similarly simply situation
    solely sometimes soon source sources specific specifically state stated statement states
    stating step still subsequently such take taken takes term termed terms text thereby therefore
    thing things thus time times together total towards turn type types typically ultimately use
    used uses using usually various way ways well whereas while whole within without work works
    year yet`.split(/\s+/),
);
/** Whether a word has to have its like in the evidence. */
export const carriesContent = ({ stem, lower }: Word): boolean =>
  stem !== undefined && !lightWords.has(lower) && !units.has(lower);
