import type { Observation } from '../evaluation-set.ts';

export interface SquadQuestion {
  id: string;
  question: string;
  answerable: boolean;
  answers: string[];
  /** URI of the paragraph that the question was written for. */
  paragraph: string;
}

/** A question of the set with what was seen of it. */
export interface SeenQuestion extends SquadQuestion {
  seen: Observation;
}

export interface SquadGroups {
  seen: SeenQuestion[];
  /** Answerable questions asked without their paragraph. */
  removed: SeenQuestion[];
  foreign: Observation[];
}
