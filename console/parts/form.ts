import { useState } from "preact/hooks";

/** The fields of a form: their values, and a setter for one of them by name. */
export function useForm<T extends object>(initial: T | (() => T)) {
  const [form, setForm] = useState<T>(initial);
  const set =
    <K extends keyof T>(name: K) =>
    (value: T[K]): void =>
      setForm((before) => ({ ...before, [name]: value }));
  return { form, set, setForm };
}
