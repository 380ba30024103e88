// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The accreditor `actor` accredits `body` to certify `products` for `scheme`; `documentHash` is SHA-256 of the
/// decision's leaf or file.
struct Accredit {
    bytes32 actor;
    bytes32 body;
    bytes32 scheme;
    bytes32[] products;
    uint64 validFrom;
    uint64 validTo;
    bytes32 documentHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The accreditor `actor` suspends, or restores, an accreditation.
struct SetAccreditation {
    bytes32 actor;
    bytes32 body;
    bytes32 scheme;
    bool suspended;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The body `actor` certifies up to `volumes[i]` grams of `products[i]` from `plots` to `holder`.
struct Issue {
    bytes32 actor;
    bytes32 certificate;
    bytes32 holder;
    bytes32 scheme;
    bytes32[] products;
    uint64[] volumes;
    bytes32[] plots;
    uint64 validFrom;
    uint64 validTo;
    bytes32 documentHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The body `actor` certifies anew, until `validTo`: scope and volumes are those given, counted from 0.
struct Renew {
    bytes32 actor;
    bytes32 certificate;
    bytes32[] products;
    uint64[] volumes;
    bytes32[] plots;
    uint64 validTo;
    bytes32 documentHash;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The body `actor` takes `plots` out of a certificate and lowers `products[i]` to `volumes[i]` grams (0: takes it
/// out).
struct ReduceScope {
    bytes32 actor;
    bytes32 certificate;
    bytes32[] products;
    uint64[] volumes;
    bytes32[] plots;
    bytes32 documentHash;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The body `actor` writes a sales certificate 销售证: `grams` of `batch` go to `buyer` by the end of `tradeAt`.
struct CertifySale {
    bytes32 actor;
    bytes32 sale;
    bytes32 certificate;
    bytes32 batch;
    bytes32 buyer;
    uint64 grams;
    uint64 tradeAt;
    bytes32 documentHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The body `actor` takes `grams` of a sales certificate back, for `reason`.
struct ReturnSale {
    bytes32 actor;
    bytes32 sale;
    uint64 grams;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` moves a certificate to `status`, for `reason`.
struct SetStatus {
    bytes32 actor;
    bytes32 certificate;
    uint8 status;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts of CertificateRegistry.
library CertificateActs {
    bytes32 internal constant ACCREDIT = keccak256(
        "Accredit(bytes32 actor,bytes32 body,bytes32 scheme,bytes32[] products,uint64 validFrom,uint64 validTo,bytes32 documentHash,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant SET_ACCREDITATION = keccak256(
        "SetAccreditation(bytes32 actor,bytes32 body,bytes32 scheme,bool suspended,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant ISSUE = keccak256(
        "Issue(bytes32 actor,bytes32 certificate,bytes32 holder,bytes32 scheme,bytes32[] products,uint64[] volumes,bytes32[] plots,uint64 validFrom,uint64 validTo,bytes32 documentHash,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant RENEW = keccak256(
        "Renew(bytes32 actor,bytes32 certificate,bytes32[] products,uint64[] volumes,bytes32[] plots,uint64 validTo,bytes32 documentHash,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant REDUCE_SCOPE = keccak256(
        "ReduceScope(bytes32 actor,bytes32 certificate,bytes32[] products,uint64[] volumes,bytes32[] plots,bytes32 documentHash,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant CERTIFY_SALE = keccak256(
        "CertifySale(bytes32 actor,bytes32 sale,bytes32 certificate,bytes32 batch,bytes32 buyer,uint64 grams,uint64 tradeAt,bytes32 documentHash,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant RETURN_SALE = keccak256(
        "ReturnSale(bytes32 actor,bytes32 sale,uint64 grams,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant SET_STATUS = keccak256(
        "SetStatus(bytes32 actor,bytes32 certificate,uint8 status,string reason,uint256 nonce,uint64 deadline)"
    );

    function hash(Accredit calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ACCREDIT,
                    a.actor,
                    a.body,
                    a.scheme,
                    keccak256(abi.encodePacked(a.products)),
                    a.validFrom,
                    a.validTo,
                    a.documentHash,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(SetAccreditation calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    SET_ACCREDITATION,
                    a.actor,
                    a.body,
                    a.scheme,
                    a.suspended,
                    keccak256(bytes(a.reason)),
                    a.nonce,
                    a.deadline
                )
            );
    }

    // In two halves: one abi.encode of all thirteen words is too deep for the stack.
    function hash(Issue calldata a) internal pure returns (bytes32) {
        bytes memory first = abi.encode(ISSUE, a.actor, a.certificate, a.holder, a.scheme);
        bytes memory arrays = abi.encode(
            keccak256(abi.encodePacked(a.products)),
            keccak256(abi.encodePacked(a.volumes)),
            keccak256(abi.encodePacked(a.plots))
        );
        bytes memory last = abi.encode(a.validFrom, a.validTo, a.documentHash, a.nonce, a.deadline);
        return keccak256(bytes.concat(first, arrays, last));
    }

    function hash(Renew calldata a) internal pure returns (bytes32) {
        bytes memory first = abi.encode(
            RENEW,
            a.actor,
            a.certificate,
            keccak256(abi.encodePacked(a.products)),
            keccak256(abi.encodePacked(a.volumes)),
            keccak256(abi.encodePacked(a.plots))
        );
        bytes memory last = abi.encode(a.validTo, a.documentHash, keccak256(bytes(a.reason)), a.nonce, a.deadline);
        return keccak256(bytes.concat(first, last));
    }

    function hash(ReduceScope calldata a) internal pure returns (bytes32) {
        bytes memory first = abi.encode(
            REDUCE_SCOPE,
            a.actor,
            a.certificate,
            keccak256(abi.encodePacked(a.products)),
            keccak256(abi.encodePacked(a.volumes)),
            keccak256(abi.encodePacked(a.plots))
        );
        bytes memory last = abi.encode(a.documentHash, keccak256(bytes(a.reason)), a.nonce, a.deadline);
        return keccak256(bytes.concat(first, last));
    }

    function hash(CertifySale calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    CERTIFY_SALE,
                    a.actor,
                    a.sale,
                    a.certificate,
                    a.batch,
                    a.buyer,
                    a.grams,
                    a.tradeAt,
                    a.documentHash,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(ReturnSale calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(RETURN_SALE, a.actor, a.sale, a.grams, keccak256(bytes(a.reason)), a.nonce, a.deadline)
            );
    }

    function hash(SetStatus calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    SET_STATUS,
                    a.actor,
                    a.certificate,
                    a.status,
                    keccak256(bytes(a.reason)),
                    a.nonce,
                    a.deadline
                )
            );
    }
}
