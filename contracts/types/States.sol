// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Certificates. EXPIRED is never stored: it follows from the window.
uint8 constant CERTIFICATE_NONE = 0;
uint8 constant CERTIFICATE_IN_FORCE = 1;
uint8 constant CERTIFICATE_SUSPENDED = 2;
uint8 constant CERTIFICATE_WITHDRAWN = 3;
uint8 constant CERTIFICATE_CANCELLED = 4;
uint8 constant CERTIFICATE_EXPIRED = 5;

// Recognitions. EXPIRED is never stored.
uint8 constant RECOGNITION_NONE = 0;
uint8 constant RECOGNITION_IN_FORCE = 1;
uint8 constant RECOGNITION_SUSPENDED = 2;
uint8 constant RECOGNITION_ENDED = 3;
uint8 constant RECOGNITION_EXPIRED = 4;

uint8 constant BATCH_NONE = 0;
uint8 constant BATCH_OPEN = 1;
uint8 constant BATCH_CLOSED = 2;

uint8 constant LABEL_NONE = 0;
uint8 constant LABEL_PRINTED = 1;
uint8 constant LABEL_ACTIVE = 2;
uint8 constant LABEL_VOID = 3;

// Why a label was voided.
uint8 constant CAUSE_SPOILED = 1;
uint8 constant CAUSE_RETURNED = 2;
uint8 constant CAUSE_VOID = 3;

// Why grams of a batch are written off.
uint8 constant GRAMS_LOST = 1;
uint8 constant GRAMS_DISPOSED = 2;
