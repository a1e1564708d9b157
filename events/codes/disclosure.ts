/** To whom what the ledger holds of a child is disclosed, and by which gateway. The ledger's own lists. */
import { codeList, type CodeList } from './code-list.js';

export const disclosureRecipient: CodeList = codeList({
  name: 'disclosure-recipient',
  source:
    'this ledger, after Working Together to Safeguard Children (safeguarding partners) and the data protection acts',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'subject', label: 'The child, or a parent on the child’s behalf' },
    { code: 'school', label: 'A school' },
    { code: 'authority', label: 'Another local authority' },
    { code: 'social-care', label: 'Children’s social care' },
    { code: 'police', label: 'Police' },
    { code: 'health', label: 'Health: integrated care board or provider' },
    { code: 'youth-justice', label: 'Youth justice service' },
    { code: 'court', label: 'Court or tribunal' },
    { code: 'inspectorate', label: 'Ofsted' },
    { code: 'department', label: 'Department for Education' },
    { code: 'researcher', label: 'Approved researcher' },
    { code: 'other', label: 'Other' },
  ],
});

export const disclosureBasis: CodeList = codeList({
  name: 'disclosure-basis',
  source: 'this ledger, after UK GDPR Articles 6, 9 and 15, Data Protection Act 2018 and Children Act 2004',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    {
      code: 'safeguarding',
      label: 'Safeguarding of children (Children Act 2004 ss.10, 11, 16E; DPA 2018 Sch 1)',
    },
    { code: 'public-task', label: 'Public task (Article 6(1)(e))' },
    { code: 'legal-obligation', label: 'Legal obligation (Article 6(1)(c))' },
    { code: 'vital-interests', label: 'Vital interests (Article 6(1)(d))' },
    { code: 'consent', label: 'Consent (Article 6(1)(a))' },
    { code: 'subject-access', label: 'Right of access of the data subject (Article 15)' },
    { code: 'court-order', label: 'Order of a court' },
    { code: 'other', label: 'Other' },
  ],
});
