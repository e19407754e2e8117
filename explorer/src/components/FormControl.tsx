import { useSignal } from '@preact/signals';
import { type FormField, isNull, textAt, type Values, valueAt, withText, withValue } from '../model/inputs/form.js';

export interface FormControlProps {
  readonly field: FormField;
  readonly values: Values;
  readonly change: (values: Values) => void;
  /** What names and describes it. */
  readonly attributes: {
    readonly id: string;
    readonly 'aria-invalid'?: boolean;
    readonly 'aria-describedby'?: string | undefined;
  };
}

/** The control that a value is filled in with. */
export function FormControl(props: FormControlProps) {
  const { field, values, change, attributes } = props;
  const { control, isRequired, defaultText } = field;
  const write = (text: string) => change(withText(values, field, text));
  const isDefault = defaultText !== '' && !isNull(values, field);
  switch (control.kind) {
    case 'choice':
      return (
        <select
          {...attributes}
          class="control"
          value={textAt(field, values)}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        >
          <option value="">
            {isDefault
              ? `Default: ${defaultText}`
              : isRequired
                ? 'Choose …'
                : isNull(values, field)
                  ? 'null'
                  : 'Not set'}
          </option>
          {control.options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      );
    case 'choices':
      return <Choices {...props} options={control.options} />;
    case 'lines':
    case 'json':
      return <Area {...props} />;
    default:
      return (
        <input
          {...attributes}
          class="control"
          type="text"
          inputMode={control.kind === 'number' ? 'decimal' : 'text'}
          placeholder={isDefault ? `Default: ${defaultText}` : isNull(values, field) ? 'null' : ''}
          autocomplete="off"
          spellcheck={false}
          value={textAt(field, values)}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
      );
  }
}

function Choices({
  field,
  values,
  change,
  attributes,
  options,
}: FormControlProps & { readonly options: readonly string[] }) {
  const value = valueAt(values, field.path);
  const chosen = Array.isArray(value) ? value : [];
  return (
    <div class="choices-of">
      {options.map((option) => (
        <label key={option} class="choice-of">
          <input
            type="checkbox"
            id={`${attributes.id}-${option}`}
            checked={chosen.includes(option)}
            onChange={({ currentTarget: { checked } }) => {
              const now = options.filter((other) => (other === option ? checked : chosen.includes(other)));
              change(withValue(values, field, now.length > 0 || field.isRequired ? now : undefined));
            }}
          />
          {option}
        </label>
      ))}
    </div>
  );
}

/** Keeps the text as the user wrote it while it means the same value. */
function Area({ field, values, change, attributes }: FormControlProps) {
  const draft = useSignal('');
  const text = textAt(field, values);
  const isSame = textAt(field, withText({}, field, draft.value)) === text;
  return (
    <textarea
      {...attributes}
      class="control"
      rows={3}
      placeholder={isNull(values, field) ? 'null' : field.control.kind === 'lines' ? 'One per line' : 'As JSON'}
      spellcheck={false}
      value={isSame ? draft.value : text}
      onInput={({ currentTarget }) => {
        draft.value = currentTarget.value;
        change(withText(values, field, currentTarget.value));
      }}
    />
  );
}
