/** The type of a special educational need. */
import { codeList, type CodeList } from './code-list.js';

export const senType: CodeList = codeList({
  name: 'sen-type',
  source: 'DfE common basic data set (CBDS), CS071 SEN type',
  shape: /^[A-Z]{2,4}$/,
  codes: [
    { code: 'SPLD', label: 'Specific learning difficulty' },
    { code: 'MLD', label: 'Moderate learning difficulty' },
    { code: 'SLD', label: 'Severe learning difficulty' },
    { code: 'PMLD', label: 'Profound and multiple learning difficulty' },
    { code: 'SEMH', label: 'Social, emotional and mental health' },
    { code: 'SLCN', label: 'Speech, language and communication needs' },
    { code: 'HI', label: 'Hearing impairment' },
    { code: 'VI', label: 'Vision impairment' },
    { code: 'MSI', label: 'Multi-sensory impairment' },
    { code: 'PD', label: 'Physical disability' },
    { code: 'ASD', label: 'Autistic spectrum disorder' },
    // [check] Newer than the others; its first day is not in the source that was read.
    { code: 'DS', label: 'Down syndrome' },
    { code: 'OTH', label: 'Other difficulty or disability' },
    { code: 'NSA', label: 'SEN support without a specialist assessment of the type of need' },
  ],
});
