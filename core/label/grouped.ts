/** As it is read: 7K4M9QXD2TVW7 → 7K4M 9QXD 2TVW 7. */
export const groupSerial = (serial: string): string => serial.match(/.{1,4}/g)?.join(" ") ?? "";
