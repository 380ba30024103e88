// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {BatchActs, SetCapacity} from "./types/BatchActs.sol";
import {HandActs, OfferQuota, TakeQuota} from "./types/HandActs.sol";
import {GROWER, OPERATOR} from "./types/Roles.sol";

/// @title PlotQuotas
/// @notice What a plot may yield in a season, and who may pick it: its holder, and whoever took some of that over.
abstract contract PlotQuotas is Acts, IBatchLedger {
    using BatchActs for SetCapacity;
    using HandActs for OfferQuota;
    using HandActs for TakeQuota;

    // `granted` of `grams` is others' and not yet picked.
    struct Capacity {
        bytes32 surveyHash;
        bytes32 holder;
        uint64 grams;
        uint64 used;
        uint64 granted;
    }

    mapping(bytes32 plot => mapping(uint32 season => Capacity)) internal _capacities;
    mapping(bytes32 plot => mapping(uint32 season => mapping(bytes32 actor => uint64))) private _quotas;
    mapping(bytes32 plot => mapping(uint32 season => mapping(bytes32 from => mapping(bytes32 to => uint64))))
        private _offers;

    /// @inheritdoc IBatchLedger
    function setCapacity(SetCapacity calldata act, bytes calldata signature) external {
        _authorise(act.actor, OPERATOR, act.hash(), act.nonce, act.deadline, signature);
        require(act.plot != 0, ZeroValue("plot"));
        require(act.holder != 0, ZeroValue("holder"));
        require(act.surveyHash != 0, ZeroValue("surveyHash"));
        Capacity storage capacity = _capacities[act.plot][act.season];
        // What a new holder had taken over before is now part of its own.
        uint64 own = _quotas[act.plot][act.season][act.holder];
        if (own != 0) {
            capacity.granted -= own;
            delete _quotas[act.plot][act.season][act.holder];
        }
        uint64 bound = capacity.used + capacity.granted;
        require(act.grams >= bound, CapacityBelowUsed(act.plot, act.season, act.grams, bound));

        capacity.surveyHash = act.surveyHash;
        capacity.holder = act.holder;
        capacity.grams = act.grams;
        emit CapacitySet(act.plot, act.season, act.holder, act.grams, act.surveyHash, act.actor);
    }

    /// @inheritdoc IBatchLedger
    function offerQuota(OfferQuota calldata act, bytes calldata signature) external {
        _authorise(act.actor, GROWER, act.hash(), act.nonce, act.deadline, signature);
        require(act.to != 0, ZeroValue("to"));
        require(act.to != act.actor, QuotaToOneself(act.plot, act.season, act.actor));
        uint64 left = quotaOf(act.plot, act.season, act.actor);
        require(act.grams <= left, CapacityExceeded(act.plot, act.season, act.grams, left));

        _offers[act.plot][act.season][act.actor][act.to] = act.grams;
        emit QuotaOffered(act.plot, act.season, act.actor, act.to, act.grams);
    }

    /// @inheritdoc IBatchLedger
    function takeQuota(TakeQuota calldata act, bytes calldata signature) external {
        _authorise(act.actor, GROWER, act.hash(), act.nonce, act.deadline, signature);
        uint64 offered = _offers[act.plot][act.season][act.from][act.actor];
        require(
            act.grams != 0 && act.grams <= offered,
            QuotaNotOffered(act.plot, act.season, act.from, act.actor, act.grams, offered)
        );
        uint64 left = quotaOf(act.plot, act.season, act.from);
        require(act.grams <= left, CapacityExceeded(act.plot, act.season, act.grams, left));

        _offers[act.plot][act.season][act.from][act.actor] = offered - act.grams;
        Capacity storage capacity = _capacities[act.plot][act.season];
        mapping(bytes32 => uint64) storage quotas = _quotas[act.plot][act.season];
        if (act.from == capacity.holder) capacity.granted += act.grams;
        else quotas[act.from] -= act.grams;
        if (act.actor == capacity.holder) capacity.granted -= act.grams;
        else quotas[act.actor] += act.grams;
        emit QuotaTaken(act.plot, act.season, act.from, act.actor, act.grams);
    }

    /// @inheritdoc IBatchLedger
    function capacityOf(
        bytes32 plot,
        uint32 season
    ) external view returns (uint64 grams, uint64 used, bytes32 surveyHash, bytes32 holder) {
        Capacity storage c = _capacities[plot][season];
        return (c.grams, c.used, c.surveyHash, c.holder);
    }

    /// @inheritdoc IBatchLedger
    function quotaOf(bytes32 plot, uint32 season, bytes32 actor) public view returns (uint64) {
        Capacity storage capacity = _capacities[plot][season];
        if (actor == capacity.holder) return capacity.grams - capacity.used - capacity.granted;
        return _quotas[plot][season][actor];
    }

    /// @inheritdoc IBatchLedger
    function offerOf(bytes32 plot, uint32 season, bytes32 from, bytes32 to) external view returns (uint64) {
        return _offers[plot][season][from][to];
    }

    // Uses up what the actor may still pick.
    function _pick(bytes32 plot, uint32 season, bytes32 actor, uint64 grams) internal {
        Capacity storage capacity = _capacities[plot][season];
        uint64 left = quotaOf(plot, season, actor);
        require(actor == capacity.holder || left != 0, NotPlotHolder(plot, season, actor, capacity.holder));
        require(grams <= left, CapacityExceeded(plot, season, grams, left));

        capacity.used += grams;
        if (actor == capacity.holder) return;
        capacity.granted -= grams;
        _quotas[plot][season][actor] -= grams;
    }
}
