import * as React from 'react';
import { FieldLabel } from '../../ui/field';

interface Props {
  id: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
}

/** One of a few, by the browser's own list: Paste's would be a library more for two fields. */
export const Select: React.FC<Props> = ({ id, label, value, options, onChange }) => (
  <div>
    <FieldLabel htmlFor={id} label={label} small />
    <select
      id={id}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      style={{ font: 'inherit', fontSize: 14, height: 36, padding: '0 8px', maxWidth: 280 }}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  </div>
);
