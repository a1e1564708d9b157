/** Whom a family can turn to. The ledger's own list, after what statutory guidance asks letters to name. */
import { codeList, type CodeList } from './code-list.js';

export const supportService: CodeList = codeList({
  name: 'support-service',
  source:
    'this ledger, after DfE guidance on suspension and permanent exclusion and the Timpson Review, recommendation 18',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'sendiass', label: 'SEND information, advice and support service' },
    { code: 'local-offer', label: 'The authority’s SEND Local Offer' },
    { code: 'independent-advice', label: 'Independent advice commissioned by the authority' },
    { code: 'coram-child-law-advice', label: 'Coram Children’s Legal Centre: Child Law Advice' },
    { code: 'ace', label: 'ACE Education' },
    { code: 'ipsea', label: 'IPSEA: Independent Provider of Special Education Advice' },
    { code: 'national-autistic-society', label: 'National Autistic Society: school exclusion service' },
    { code: 'traveller-movement', label: 'The Traveller Movement' },
    { code: 'early-help', label: 'Early help' },
    { code: 'supporting-families', label: 'Supporting Families, until 2021 Troubled Families' },
    { code: 'youth-worker', label: 'Youth worker' },
    { code: 'mental-health', label: 'Child and adolescent mental health service' },
    { code: 'advocacy', label: 'Advocacy for the child' },
    { code: 'other', label: 'Other' },
  ],
});
