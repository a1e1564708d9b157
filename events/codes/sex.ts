/** Sex as the school census collects it. */
import { codeList, type CodeList } from './code-list.js';

export const sex: CodeList = codeList({
  name: 'sex',
  source: 'DfE Common Basic Data Set',
  shape: /^[A-Z0-9]$/,
  codes: [
    { code: 'F', label: 'Female' },
    { code: 'M', label: 'Male' },
    { code: 'U', label: 'Unknown' },
  ],
});
