// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccreditations} from "../interfaces/IAccreditations.sol";
import {ICertificateRegistry} from "../interfaces/ICertificateRegistry.sol";

/// @notice Grams of a product; `until` is the first second at which it is no longer covered, FOREVER unless it was taken out.
struct Volume {
    uint64 grams;
    uint64 used;
    uint64 until;
}

/// @notice What one term of a certificate covers.
struct Scope {
    bytes32[] products;
    uint256 plotCount;
    mapping(bytes32 product => Volume) volumes;
    mapping(bytes32 plot => uint64) plotUntil;
}

/// @notice Scopes are set once, shrink, and are debited.
library Scopes {
    uint256 private constant MAX_PRODUCTS = 16;
    uint256 private constant MAX_PLOTS = 64;
    uint64 private constant FOREVER = type(uint64).max;

    /// @dev Into a scope that is empty; `certificate` is for the refusals.
    function set(
        Scope storage scope,
        bytes32 certificate,
        bytes32[] calldata products,
        uint64[] calldata volumes,
        bytes32[] calldata plots
    ) internal {
        uint256 count = products.length;
        _requireCount("products", count, MAX_PRODUCTS);
        _requirePairs(count, volumes.length);
        for (uint256 i; i < count; ++i) {
            bytes32 product = products[i];
            require(volumes[i] != 0, ICertificateRegistry.VolumeZero(certificate, product));
            require(scope.volumes[product].until == 0, ICertificateRegistry.ProductRepeated(certificate, product));
            scope.volumes[product] = Volume(volumes[i], 0, FOREVER);
        }
        scope.products = products;

        count = plots.length;
        _requireCount("plots", count, MAX_PLOTS);
        uint256 distinct;
        for (uint256 i; i < count; ++i) {
            if (scope.plotUntil[plots[i]] == 0) ++distinct;
            scope.plotUntil[plots[i]] = FOREVER;
        }
        scope.plotCount = distinct;
    }

    /// @dev From this block's time on.
    function reduce(
        Scope storage scope,
        bytes32 certificate,
        bytes32[] calldata products,
        uint64[] calldata volumes,
        bytes32[] calldata plots
    ) internal {
        require(products.length + plots.length != 0, ICertificateRegistry.ScopeUnchanged(certificate));
        _requirePairs(products.length, volumes.length);
        for (uint256 i; i < products.length; ++i) _lower(scope, certificate, products[i], volumes[i]);
        require(scope.products.length != 0, ICertificateRegistry.ScopeEmpty(certificate));

        uint256 count = plots.length;
        for (uint256 i; i < count; ++i) {
            bool held = scope.plotUntil[plots[i]] == FOREVER;
            require(held, ICertificateRegistry.NotInScope(certificate, plots[i]));
            scope.plotUntil[plots[i]] = uint64(block.timestamp);
        }
        require(count < scope.plotCount, ICertificateRegistry.ScopeEmpty(certificate));
        scope.plotCount -= count;
    }

    function debit(Scope storage scope, bytes32 certificate, bytes32 product, uint64 grams) internal {
        Volume storage volume = scope.volumes[product];
        uint64 left = volume.grams - volume.used;
        require(grams <= left, ICertificateRegistry.CertificateVolumeExceeded(certificate, product, grams, left));
        volume.used += grams;
    }

    /// @dev No more than was debited in this scope. A product that was taken out keeps just what is used of it.
    function credit(Scope storage scope, bytes32 product, uint64 grams) internal {
        Volume storage volume = scope.volumes[product];
        volume.used -= grams;
        if (volume.until != FOREVER) volume.grams -= grams;
    }

    function covers(
        Scope storage scope,
        bytes32 product,
        bytes32[] memory plots,
        uint64 time
    ) internal view returns (bool) {
        if (scope.volumes[product].until <= time) return false;
        for (uint256 i; i < plots.length; ++i) {
            if (scope.plotUntil[plots[i]] <= time) return false;
        }
        return true;
    }

    function _lower(Scope storage scope, bytes32 certificate, bytes32 product, uint64 grams) private {
        Volume storage volume = scope.volumes[product];
        require(volume.until == FOREVER, ICertificateRegistry.NotInScope(certificate, product));
        require(grams < volume.grams, ICertificateRegistry.VolumeNotReduced(certificate, product, volume.grams, grams));
        if (grams != 0) {
            require(
                grams >= volume.used,
                ICertificateRegistry.VolumeBelowUsed(certificate, product, volume.used, grams)
            );
            volume.grams = grams;
            return;
        }
        volume.until = uint64(block.timestamp);
        volume.grams = volume.used;
        bytes32[] storage products = scope.products;
        uint256 i;
        while (products[i] != product) ++i;
        products[i] = products[products.length - 1];
        products.pop();
    }

    function _requireCount(string memory field, uint256 count, uint256 max) private pure {
        require(count != 0 && count <= max, IAccreditations.CountOutOfRange(field, count, 1, max));
    }

    function _requirePairs(uint256 products, uint256 volumes) private pure {
        require(products == volumes, ICertificateRegistry.VolumesMismatch(products, volumes));
    }
}
