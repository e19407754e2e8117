import { useExplorer } from '../model/explorer.js';

const FORMS = [
  { label: 'Form', isForm: true },
  { label: 'JSON', isForm: false },
] as const;

/** Switches between the form and the JSON of the variables, if there is a form. */
export function FormSwitch() {
  const { preferences, inputs } = useExplorer();
  const { showsForm } = preferences;
  if (inputs.fields.value.length === 0) {
    return null;
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form.
    <div class="segments" role="group" aria-label="Show variables as">
      {FORMS.map(({ label, isForm }) => (
        <button
          type="button"
          key={label}
          class="segment"
          aria-pressed={showsForm.value === isForm}
          onClick={() => {
            showsForm.value = isForm;
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
