// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// What an actor may do, one bit each. An actor may hold several.

uint32 constant OPERATOR = 1;
uint32 constant ACCREDITOR = 2;
uint32 constant CERTIFIER = 4;
uint32 constant LABORATORY = 8;
uint32 constant GROWER = 16;
uint32 constant FACTORY = 32;
uint32 constant PACKER = 64;
uint32 constant REGULATOR = 128;

// Enrolled by the root authority itself; everyone else is admitted by one of these.
uint32 constant ROOT_ROLES = OPERATOR | ACCREDITOR | REGULATOR;

// What an operator and an accreditor may each grant.
uint32 constant OPERATOR_GRANTS = GROWER | FACTORY | PACKER | LABORATORY;
uint32 constant ACCREDITOR_GRANTS = CERTIFIER;

// Those who may hold a batch.
uint32 constant PRODUCERS = GROWER | FACTORY | PACKER;

uint32 constant ANY_ROLE = type(uint32).max;
