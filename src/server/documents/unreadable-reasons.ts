import type { UnreadableReason } from '../../protocol.ts';

interface Reason {
  title: string;
  /** What whoever runs the server can do. */
  help: string;
}

/** Why files are left out, those that one can do most about first. */
export const unreadableReasons: Readonly<Record<UnreadableReason, Reason>> = {
  encrypted: {
    title: 'Protected by a password',
    help: 'Save a copy without the password.',
  },
  scanned: {
    title: 'Pictures of text',
    help: 'Run text recognition (OCR) over these files, and put what comes of it in their place.',
  },
  damaged: {
    title: 'Cut off or broken',
    help: 'Copy or download these files again, or export them anew.',
  },
  mismatched: {
    title: 'Not what the name says',
    help: 'Give these files the extension of what they are, or save them anew.',
  },
  'too-large': {
    title: 'Too large',
    help: 'Split these files into smaller ones.',
  },
  'too-complex': {
    title: 'Too much work to read',
    help: 'Export these files anew in a simpler form, or split them.',
  },
  inaccessible: {
    title: 'Not to be opened',
    help: 'See to it that these files are there, and that whoever runs the indexing may read them.',
  },
  empty: {
    title: 'Without text',
    help: 'Nothing needs to be done, unless there should be text in these files.',
  },
  unsupported: {
    title: 'No kind of document that can be read',
    help: 'Save these files in a format that can be read, or leave them out of the folder.',
  },
  'not-a-file': {
    title: 'No files',
    help: 'Nothing needs to be done: devices, pipes and the like are passed over.',
  },
};
