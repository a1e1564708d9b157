/** Why a child is missing education, as far as anybody knows. The ledger's own list. */
import { codeList, type CodeList } from './code-list.js';

// [check] DfE collects reasons since autumn 2025; its list was not at hand.
export const missingEducationReason: CodeList = codeList({
  name: 'missing-education-reason',
  source: 'this ledger, after DfE guidance on children missing education (Education Act 1996 s.436A)',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'whereabouts-unknown', label: 'Nobody knows where the child is' },
    { code: 'moved-in', label: 'New to the area and without a school' },
    { code: 'moved-away', label: 'Said to have moved away, with no school confirmed' },
    { code: 'awaiting-place', label: 'Waiting for a school place' },
    { code: 'place-refused', label: 'Refused a place' },
    { code: 'place-not-taken-up', label: 'A place was offered and not taken up' },
    { code: 'not-returned-from-leave', label: 'Not back from a leave of absence' },
    { code: 'continually-absent', label: 'Continually absent and taken off the roll' },
    { code: 'home-education-unsuitable', label: 'Educated at home, and not suitably' },
    { code: 'off-roll-without-destination', label: 'Taken off a roll with no destination known' },
    { code: 'custody-ended', label: 'Out of custody and without a school' },
    { code: 'other', label: 'Other' },
    { code: 'not-stated', label: 'Not stated' },
  ],
});
